"""An `Enum` of floats, tuples and ints."""
# python: 3.6+
from enum import Enum


class Sample(Enum):
    HALF = 0.5
    NEGATIVE = -1.25
    PAIR = (1, "one")
    ONE = 1
    NESTED = (1, (2, (3,)))


def samples():
    return list(Sample)
