"""A generic dataclass: made as `Pair(..)`, and as `Pair[int, str](..)`, which keeps its type arguments."""
# python: 3.7+
from dataclasses import dataclass
from typing import Generic, List, TypeVar

K = TypeVar("K")
V = TypeVar("V")


@dataclass
class Pair(Generic[K, V]):
    key: K
    value: V


@dataclass
class Sample:
    pair: Pair[int, str]
    pairs: List[Pair[str, float]]


def samples():
    return [
        Sample(Pair(1, "one"), [Pair("half", 0.5), Pair("third", 0.25)]),
        Sample(Pair[int, str](2, "two"), [Pair[str, float]("tenth", 0.1)]),
    ]
