"""A field more of a named tuple."""

from typing import NamedTuple


class Account(NamedTuple):
    number: int
    name: str


def samples():
    return [Account(8, "b")]
