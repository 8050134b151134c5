"""A field that may hold objects of a new class too."""

from dataclasses import dataclass
from typing import Union


@dataclass
class Cash:
    amount: int


@dataclass
class Account:
    payment: Cash


def samples():
    return [Account(Cash(1))]
