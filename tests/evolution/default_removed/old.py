"""A field has no default any more."""

from dataclasses import dataclass


@dataclass
class Account:
    number: int = 0


def samples():
    return [Account(8)]
