"""A field more, with a default."""

from dataclasses import dataclass


@dataclass
class Account:
    number: int


def samples():
    return [Account(7)]
