"""A dataclass gets slots."""
# python: 3.10+

from dataclasses import dataclass


@dataclass(slots=True)
class Account:
    number: int
    name: str


def samples():
    return [Account(8, "b")]
