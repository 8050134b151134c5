"""A field less."""

from dataclasses import dataclass


@dataclass
class Account:
    number: int
    colour: str


def samples():
    return [Account(7, "red")]
