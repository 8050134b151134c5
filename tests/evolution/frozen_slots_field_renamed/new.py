"""A field with another name, where only positions count."""
# python: 3.10+

from dataclasses import dataclass


@dataclass(slots=True, frozen=True)
class Account:
    code: int


def samples():
    return [Account(8)]
