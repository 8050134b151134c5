"""A field less of a named tuple."""

from typing import NamedTuple


class Account(NamedTuple):
    number: int


def samples():
    return [Account(8)]
