"""A field more of a named tuple."""

from typing import NamedTuple


class Account(NamedTuple):
    number: int


def samples():
    return [Account(7)]
