"""An `Enum` of ints, with an alias and a negative value."""
# python: 3.6+
from enum import Enum


class Sample(Enum):
    """A colour."""

    RED = 1
    GREEN = 2
    BLUE = -3
    CRIMSON = 1
    HUGE = 2 ** 40


def samples():
    return [Sample.RED, Sample.BLUE, Sample.CRIMSON, Sample.HUGE]
