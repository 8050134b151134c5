"""Another order of the fields of an attrs class that is pickled as a tuple."""
# python: 3.8+
# needs: attrs<22.2
# codegen: --attrs-version <22.2

from attrs import define


@define
class Account:
    name: str
    number: int


def samples():
    return [Account("b", 8)]
