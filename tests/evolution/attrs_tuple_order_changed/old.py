"""Another order of the fields of an attrs class that is pickled as a tuple."""
# python: 3.8+
# needs: attrs<22.2
# codegen: --attrs-version <22.2

from attrs import define


@define
class Account:
    number: int
    name: str


def samples():
    return [Account(7, "a")]
