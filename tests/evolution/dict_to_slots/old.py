"""A dataclass gets slots."""
# python: 3.10+

from dataclasses import dataclass


@dataclass
class Account:
    number: int
    name: str


def samples():
    return [Account(7, "a")]
