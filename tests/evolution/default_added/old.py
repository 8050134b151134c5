"""A field has a default now; every object has its own value."""

from dataclasses import dataclass


@dataclass
class Account:
    number: int


def samples():
    return [Account(7)]
