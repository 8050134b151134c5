"""A field more of an attrs class, with a default."""
# needs: attrs>=22.2

from attrs import define


@define
class Account:
    number: int
    name: str = "x"


def samples():
    return [Account(8, "b")]
