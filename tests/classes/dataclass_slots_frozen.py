"""A frozen dataclass with slots: the state is a list, by position."""
# python: 3.10+
from dataclasses import dataclass


@dataclass(slots=True, frozen=True)
class Sample:
    number: int
    text: str = "default"
    pair: tuple[int, str] = (0, "")


def samples():
    return [Sample(1), Sample(2, "two", (3, "three"))]
