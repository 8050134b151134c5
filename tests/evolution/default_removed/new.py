"""A field has no default any more."""

from dataclasses import dataclass


@dataclass
class Account:
    number: int


def samples():
    return [Account(7)]
