"""A generic named tuple."""
# python: 3.11+
from typing import Generic, NamedTuple, TypeVar

T = TypeVar("T")


class Pair(NamedTuple, Generic[T]):
    first: T
    second: T


class Sample(NamedTuple):
    numbers: Pair[int]
    texts: Pair[str]


def samples():
    return [Sample(Pair(1, 2), Pair("a", "b")), Sample(Pair[int](3, 4), Pair[str]("c", "d"))]
