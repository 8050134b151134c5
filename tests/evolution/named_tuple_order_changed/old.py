"""Two fields of a named tuple in another order."""

from typing import NamedTuple


class Account(NamedTuple):
    width: int
    height: int


def samples():
    return [Account(1, 2)]
