"""An `Enum` of floats that are floats."""
# python: 3.6+
from enum import Enum


class Sample(float, Enum):
    HALF = 0.5
    NONE = 0.0
    DEBT = -1.25


def samples():
    return [Sample.DEBT, Sample.HALF, Sample.NONE]
