"""A field of a named tuple with another name."""

from typing import NamedTuple


class Account(NamedTuple):
    number: int
    name: str


def samples():
    return [Account(7, "a")]
