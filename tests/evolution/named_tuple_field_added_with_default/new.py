"""A field more of a named tuple, with a default."""

from typing import NamedTuple


class Account(NamedTuple):
    number: int
    name: str = "x"


def samples():
    return [Account(8, "b")]
