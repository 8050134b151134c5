"""A field of a named tuple with another name."""

from typing import NamedTuple


class Account(NamedTuple):
    number: int
    label: str


def samples():
    return [Account(8, "b")]
