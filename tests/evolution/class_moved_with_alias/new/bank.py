"""The class is in another module, and the old one imports it."""

from dataclasses import dataclass


@dataclass
class Account:
    number: int


def samples():
    return [Account(7)]
