"""Builtin types with arguments and unions of types, as values."""
# python: 3.10+
from typing import Any


class Sample:
    def __init__(self, types: list[Any]) -> None:
        self.types = types


def samples():
    return [Sample([list[int], int | None]), Sample([dict[str, tuple[int, ...]], str | bytes])]
