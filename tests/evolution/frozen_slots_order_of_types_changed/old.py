"""Two fields of two types in another order, where only positions count."""
# python: 3.10+

from dataclasses import dataclass


@dataclass(slots=True, frozen=True)
class Account:
    number: int
    name: str


def samples():
    return [Account(1, "a")]
