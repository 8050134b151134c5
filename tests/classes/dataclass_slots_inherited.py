"""Slots of the base class come after those of the class."""
# python: 3.10+
from dataclasses import dataclass


@dataclass(slots=True)
class Base:
    number: int
    text: str = "base"


@dataclass(slots=True)
class Sample(Base):
    ratio: float = 0.5
    flag: bool = False


def samples():
    return [Sample(1), Sample(2, "two", 2.5, True)]
