"""A field less of an attrs class."""
# needs: attrs>=22.2

from attrs import define


@define
class Account:
    number: int
    name: str


def samples():
    return [Account(7, "a")]
