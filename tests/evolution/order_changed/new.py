"""The same fields in another order."""

from dataclasses import dataclass


@dataclass
class Account:
    name: str
    number: int


def samples():
    return [Account("b", 8)]
