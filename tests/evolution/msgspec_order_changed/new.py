"""Two fields of a struct in another order."""
# needs: msgspec

from msgspec import Struct


class Account(Struct):
    height: int
    width: int


def samples():
    return [Account(3, 4)]
