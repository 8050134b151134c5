"""A field more, with a default."""

from dataclasses import dataclass


@dataclass
class Account:
    number: int
    country: str = "NL"


def samples():
    return [Account(7, "BE")]
