"""Two fields of a named tuple in another order."""

from typing import NamedTuple


class Account(NamedTuple):
    height: int
    width: int


def samples():
    return [Account(3, 4)]
