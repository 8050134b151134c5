"""A class less."""

from dataclasses import dataclass


@dataclass
class Card:
    code: str


@dataclass
class Account:
    number: int


def samples():
    return [Account(7), Card("a")]
