"""A field that holds objects of another class."""

from dataclasses import dataclass


@dataclass
class Cash:
    amount: int


@dataclass
class Card:
    number: str


@dataclass
class Account:
    payment: Cash


def samples():
    return [Account(Cash(1))]
