"""Fields moved into a base class."""

from dataclasses import dataclass


@dataclass
class Account:
    number: int
    name: str


def samples():
    return [Account(7, "a")]
