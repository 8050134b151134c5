"""A field less, which had a default."""

from dataclasses import dataclass


@dataclass
class Account:
    number: int


def samples():
    return [Account(8)]
