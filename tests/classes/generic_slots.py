"""A generic class with slots has no place for its type arguments."""
# python: 3.7+
from typing import Generic, TypeVar

T = TypeVar("T")


class Box(Generic[T]):
    __slots__ = ("value",)

    def __init__(self, value: T) -> None:
        self.value = value


class Sample:
    __slots__ = ("box", "other")

    def __init__(self, box: Box[int], other: Box[str]) -> None:
        self.box = box
        self.other = other


def samples():
    return [Sample(Box[int](1), Box("one")), Sample(Box(2), Box[str]("two"))]
