"""Named tuples, as classes and by call."""

from typing import NamedTuple, Optional


class Point(NamedTuple):
    """A point."""

    x: float
    y: float = 0.0
    label: Optional[str] = None

    def norm(self) -> float:
        return self.x


class Labeled(Point):
    __slots__ = ()


Pair = NamedTuple("Pair", [("first", int), ("second", "Point")])


class Base(NamedTuple("Base", [("a", int)])):
    pass


class Empty(NamedTuple):
    pass
