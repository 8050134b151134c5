"""A union gets a name."""

from dataclasses import dataclass
from typing import Union


@dataclass
class Account:
    payment: Union[int, str]


def samples():
    return [Account(1), Account("a")]
