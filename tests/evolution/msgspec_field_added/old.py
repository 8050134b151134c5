"""A field more of a struct, with a default."""
# needs: msgspec

from msgspec import Struct


class Account(Struct):
    number: int


def samples():
    return [Account(7)]
