"""A dataclass without `__eq__`."""
# python: 3.7+
from dataclasses import dataclass


@dataclass(eq=False, repr=False)
class Sample:
    number: int
    text: str


def samples():
    return [Sample(1, "one"), Sample(1, "one")]
