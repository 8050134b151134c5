"""A field less of an attrs class that is pickled as a tuple."""
# python: 3.8+
# needs: attrs<22.2
# codegen: --attrs-version <22.2

from attrs import define


@define
class Account:
    number: int


def samples():
    return [Account(8)]
