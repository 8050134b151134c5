"""A field of a named tuple of another type."""

from typing import NamedTuple


class Account(NamedTuple):
    number: int


def samples():
    return [Account(7)]
