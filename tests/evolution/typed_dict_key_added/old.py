"""A key more."""
# python: 3.8+

from typing import TypedDict

MAPPING = "Account"


class Account(TypedDict):
    number: int


def samples():
    return [{"number": 7}]
