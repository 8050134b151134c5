"""A field with another name."""

from dataclasses import dataclass


@dataclass
class Account:
    number: int
    holder: str


def samples():
    return [Account(8, "Bob")]
