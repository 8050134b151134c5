"""A field more, without a default."""

from dataclasses import dataclass


@dataclass
class Account:
    number: int
    country: str


def samples():
    return [Account(7, "BE")]
