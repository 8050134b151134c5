"""A field more in front, where only positions count."""
# python: 3.10+

from dataclasses import dataclass


@dataclass(slots=True, frozen=True)
class Account:
    year: int
    number: int


def samples():
    return [Account(2024, 8)]
