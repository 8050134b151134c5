"""A field less, which had a default."""

from dataclasses import dataclass


@dataclass
class Account:
    number: int
    colour: str = "blue"


def samples():
    return [Account(7, "red")]
