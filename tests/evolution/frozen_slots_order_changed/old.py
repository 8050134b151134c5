"""Two fields of one type in another order, where only positions count."""
# python: 3.10+

from dataclasses import dataclass


@dataclass(slots=True, frozen=True)
class Account:
    width: int
    height: int


def samples():
    return [Account(1, 2)]
