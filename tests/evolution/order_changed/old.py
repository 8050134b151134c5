"""The same fields in another order."""

from dataclasses import dataclass


@dataclass
class Account:
    number: int
    name: str


def samples():
    return [Account(7, "a")]
