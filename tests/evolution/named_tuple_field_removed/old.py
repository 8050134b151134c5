"""A field less of a named tuple."""

from typing import NamedTuple


class Account(NamedTuple):
    number: int
    name: str


def samples():
    return [Account(7, "a")]
