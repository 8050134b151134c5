"""A field has another default; every object has its own value."""

from dataclasses import dataclass


@dataclass
class Account:
    number: int = 0


def samples():
    return [Account(), Account(8)]
