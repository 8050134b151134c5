"""Classes that derive from named tuples."""
from collections import namedtuple
from typing import NamedTuple


class Point(NamedTuple):
    x: int
    y: int = 0


class Labelled(Point):
    """Its instances have a `__dict__`."""

    label: str = ""


class Bare(Point):
    __slots__ = ()


class Size(namedtuple("Size", "width height")):
    width: int
    height: int
    unit: str = "mm"
