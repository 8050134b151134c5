"""A dataclass over dataclasses, one field given anew."""
# python: 3.7+
from dataclasses import dataclass


@dataclass
class Base:
    number: int
    text: str = "base"


@dataclass
class Mixin:
    flag: bool = False


@dataclass
class Sample(Mixin, Base):
    ratio: float = 0.25
    text: str = "derived"


def samples():
    return [Sample(1), Sample(2, "two", True, 0.75)]
