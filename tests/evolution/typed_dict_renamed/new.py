"""A `TypedDict` with another name."""
# python: 3.8+

from typing import TypedDict

MAPPING = "Ledger"


class Ledger(TypedDict):
    number: int


def samples():
    return [{"number": 7}]
