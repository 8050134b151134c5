"""Keys, and which of the derived traits a class can have."""

from typing import Any


class Key:
    a: int
    b: tuple[str, bytes]


class NotEq:
    a: float


class OnlyEq:
    a: dict[str, int]


class Both:
    by_key: dict[Key, str]
    keys: set[Key]
    by_anything: dict[Any, int]
    by_set: dict[frozenset[int], str]


class Recursive:
    others: "list[Recursive]"
    ratio: NotEq
