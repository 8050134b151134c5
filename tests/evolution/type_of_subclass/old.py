"""A field for objects of a class, and now for those of its subclass."""

from dataclasses import dataclass
from typing import Union


@dataclass
class Cash:
    amount: int


@dataclass
class Coins(Cash):
    count: int


@dataclass
class Account:
    payment: Cash


def samples():
    return [Account(Cash(1))]
