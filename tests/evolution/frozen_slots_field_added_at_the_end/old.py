"""A field more at the end, where only positions count."""
# python: 3.10+

from dataclasses import dataclass


@dataclass(slots=True, frozen=True)
class Account:
    number: int


def samples():
    return [Account(7)]
