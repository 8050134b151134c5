"""A `StrEnum`, with a value given and one made by `auto()`."""
# python: 3.11+
from enum import StrEnum, auto


class Sample(StrEnum):
    NEW = "new"
    PAID = auto()


def samples():
    return [Sample.PAID, Sample.NEW]
