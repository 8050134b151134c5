"""A frozen dataclass, also as a dict key and in sets."""
# python: 3.7+
from dataclasses import dataclass
from typing import Dict, FrozenSet, Set, Tuple


@dataclass(frozen=True)
class Point:
    x: int
    y: int


@dataclass(frozen=True)
class Sample:
    name: str
    names: Dict[Point, str]
    corners: Set[Point]
    centre: FrozenSet[Point]
    line: Tuple[Point, Point]


def samples():
    return [
        Sample("a", {Point(1, 2): "p"}, {Point(3, 4)}, frozenset([Point(5, 6)]), (Point(7, 8), Point(9, 10))),
        Sample("b", {Point(1, 2): "p", Point(2, 1): "q"}, set(), frozenset(), (Point(0, 0), Point(0, 1))),
    ]
