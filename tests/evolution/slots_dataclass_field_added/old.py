"""A slot more in a dataclass, with a default."""
# python: 3.10+

from dataclasses import dataclass


@dataclass(slots=True)
class Account:
    number: int


def samples():
    return [Account(7)]
