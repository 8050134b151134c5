"""Two fields of a struct in another order."""
# needs: msgspec

from msgspec import Struct


class Account(Struct):
    width: int
    height: int


def samples():
    return [Account(1, 2)]
