"""Fields moved into a base class."""

from dataclasses import dataclass


@dataclass
class Numbered:
    number: int


@dataclass
class Account(Numbered):
    name: str


def samples():
    return [Account(8, "b")]
