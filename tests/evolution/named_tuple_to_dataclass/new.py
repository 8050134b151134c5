"""A named tuple that is a dataclass now."""

from dataclasses import dataclass
from typing import NamedTuple


@dataclass
class Account:
    number: int
    name: str


def samples():
    return [Account(8, "b")]
