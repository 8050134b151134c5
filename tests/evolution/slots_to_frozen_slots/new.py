"""A dataclass with slots is frozen now."""
# python: 3.10+

from dataclasses import dataclass


@dataclass(slots=True, frozen=True)
class Account:
    number: int
    name: str


def samples():
    return [Account(8, "b")]
