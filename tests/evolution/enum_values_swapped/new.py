"""Two members with each other's values."""

from enum import Enum


class Colour(Enum):
    RED = 2
    BLUE = 1


def samples():
    return [Colour.RED, Colour.BLUE]
