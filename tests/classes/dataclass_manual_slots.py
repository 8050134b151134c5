"""A dataclass with `__slots__` written out."""
# python: 3.7+
from dataclasses import dataclass


@dataclass
class Sample:
    __slots__ = ("number", "text")
    number: int
    text: str


def samples():
    return [Sample(1, "one"), Sample(2, "")]
