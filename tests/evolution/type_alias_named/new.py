"""A union gets a name."""

from dataclasses import dataclass
from typing import Union


Payment = Union[int, str]


@dataclass
class Account:
    payment: Payment


def samples():
    return [Account(2), Account("b")]
