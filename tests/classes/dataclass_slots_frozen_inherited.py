"""In a positional state the fields of the base class come first."""
# python: 3.10+
from dataclasses import dataclass


@dataclass(slots=True, frozen=True)
class Base:
    number: int
    text: str = "base"


@dataclass(slots=True, frozen=True)
class Sample(Base):
    ratio: float = 0.5
    flag: bool = False


def samples():
    return [Sample(1), Sample(2, "two", 2.5, True)]
