"""An `Enum` of strings."""
# python: 3.6+
from enum import Enum


class Sample(Enum):
    NEW = "new"
    PAID = "paid out"
    EMPTY = ""
    FOREIGN = "größe"


def samples():
    return list(Sample)
