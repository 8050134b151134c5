from collections.abc import Mapping, Sequence, Set
from typing import Iterator, SupportsInt


class Headers(Sequence[tuple[bytes, bytes]]):
    __slots__ = ("_full_items",)

    def __init__(self, items: list[tuple[bytes, bytes]]) -> None:
        self._full_items = items


class Registry(Mapping[str, int]):
    def __init__(self) -> None:
        self.values: dict[str, int] = {}


class Tags(Set):
    def __init__(self, tags: frozenset[str]):
        self.tags = tags


class Number(SupportsInt, Iterator[int]):
    value: int
