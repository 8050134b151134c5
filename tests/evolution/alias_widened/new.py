"""A named union has one type more."""

from dataclasses import dataclass
from typing import Union


Amount = Union[int, str, bytes]


@dataclass
class Account:
    total: Amount


def samples():
    return [Account(1), Account(b"a")]
