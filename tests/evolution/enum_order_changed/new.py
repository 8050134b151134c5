"""The same members in another order."""

from enum import Enum


class Colour(Enum):
    BLUE = 2
    RED = 1


def samples():
    return [Colour.BLUE, Colour.RED]
