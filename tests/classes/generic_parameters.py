"""Type parameters in the syntax of PEP 695: a class, a named tuple, a dataclass and an alias."""
# python: 3.12+
from dataclasses import dataclass
from typing import NamedTuple

type Names[T] = dict[str, T]


class Box[T]:
    def __init__(self, value: T) -> None:
        self.value = value


class Pair[A, B](NamedTuple):
    first: A
    second: B


@dataclass
class Node[T: (int, str)]:
    value: T
    next: "Node[T] | None" = None


class Sample:
    def __init__(self, box: Box[int], pair: Pair[int, str], node: Node[str], names: Names[float]) -> None:
        self.box = box
        self.pair = pair
        self.node = node
        self.names = names


def samples():
    return [
        Sample(Box(1), Pair(2, "two"), Node("three"), {"four": 4.5}),
        Sample(Box[int](-1), Pair[int, str](-2, "minus two"), Node[str]("first", Node("second")), {}),
    ]
