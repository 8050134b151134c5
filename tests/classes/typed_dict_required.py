"""`Required`, `NotRequired` and a base class in a `TypedDict`."""
# python: 3.11+
from typing import NotRequired, Required, TypedDict


class Base(TypedDict):
    key: int


class Sample(Base, total=False):
    text: Required[str]
    ratio: float
    flag: NotRequired[bool | None]


def samples():
    return [{"key": 1, "text": "one"}, {"key": 2, "text": "two", "ratio": 0.5, "flag": None}, {"key": 3, "text": "", "flag": True}]
