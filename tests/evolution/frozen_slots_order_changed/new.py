"""Two fields of one type in another order, where only positions count."""
# python: 3.10+

from dataclasses import dataclass


@dataclass(slots=True, frozen=True)
class Account:
    height: int
    width: int


def samples():
    return [Account(3, 4)]
