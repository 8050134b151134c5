"""The fields of a struct are keywords now."""
# needs: msgspec

from msgspec import Struct


class Account(Struct, kw_only=True):
    number: int
    name: str


def samples():
    return [Account(number=7, name="a")]
