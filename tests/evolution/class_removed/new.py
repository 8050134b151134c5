"""A class less."""

from dataclasses import dataclass


@dataclass
class Account:
    number: int


def samples():
    return [Account(7)]
