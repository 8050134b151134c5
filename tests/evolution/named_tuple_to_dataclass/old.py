"""A named tuple that is a dataclass now."""

from dataclasses import dataclass
from typing import NamedTuple


class Account(NamedTuple):
    number: int
    name: str


def samples():
    return [Account(7, "a")]
