"""A field with another name."""

from dataclasses import dataclass


@dataclass
class Account:
    number: int
    owner: str


def samples():
    return [Account(7, "Ada")]
