"""A member in front of others, whose values are made by `auto()`."""

from enum import Enum, auto


class Colour(Enum):
    BLACK = auto()
    RED = auto()
    BLUE = auto()


def samples():
    return [Colour.BLACK, Colour.RED, Colour.BLUE]
