"""A field that may hold objects of a new class too."""

from dataclasses import dataclass
from typing import Union


@dataclass
class Cash:
    amount: int


@dataclass
class Card:
    number: str


@dataclass
class Account:
    payment: Union[Cash, Card]


def samples():
    return [Account(Cash(2)), Account(Card("a"))]
