"""Two fields of two types in another order, where only positions count."""
# python: 3.10+

from dataclasses import dataclass


@dataclass(slots=True, frozen=True)
class Account:
    name: str
    number: int


def samples():
    return [Account("b", 2)]
