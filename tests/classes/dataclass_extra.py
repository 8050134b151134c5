"""A dataclass instance with attributes that are no fields."""
# python: 3.7+
from dataclasses import dataclass


@dataclass
class Sample:
    number: int = 0


def samples():
    later = Sample(2)
    later.bonus = ["x", b"y"]
    later.more = {"z": (None, 1.5)}
    return [Sample(1), later]
