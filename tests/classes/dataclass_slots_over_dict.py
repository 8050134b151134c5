"""A dataclass with slots over one with a `__dict__`."""
# python: 3.10+
from dataclasses import dataclass


@dataclass
class Base:
    number: int


@dataclass(slots=True)
class Sample(Base):
    text: str = "default"


def samples():
    return [Sample(1), Sample(2, "two")]
