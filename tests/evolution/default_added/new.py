"""A field has a default now; every object has its own value."""

from dataclasses import dataclass


@dataclass
class Account:
    number: int = 0


def samples():
    return [Account(8)]
