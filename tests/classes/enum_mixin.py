"""Enums that are strings and floats too."""
# python: 3.6+
from enum import Enum


class Half(float, Enum):
    UP = 0.5
    DOWN = -0.5


class Sample(str, Enum):
    NEW = "new"
    PAID = "paid"

    def __str__(self) -> str:
        return self.value


def samples():
    return [Sample.PAID, Sample.NEW]
