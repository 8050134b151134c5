"""A field more of a struct, with a default."""
# needs: msgspec

from msgspec import Struct


class Account(Struct):
    number: int
    name: str = "x"


def samples():
    return [Account(8, "b")]
