"""A dataclass with defaults."""
# python: 3.7+
from dataclasses import dataclass


@dataclass
class Sample:
    """A sample."""

    number: int
    text: str = "default"
    ratio: float = -1.5
    flag: bool = True
    missing: None = None


def samples():
    return [Sample(1), Sample(2, "two", 2.0, False)]
