"""A field of a named tuple of another type."""

from typing import NamedTuple


class Account(NamedTuple):
    number: str


def samples():
    return [Account("8")]
