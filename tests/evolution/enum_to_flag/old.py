"""An enumeration that is a flag now."""

from enum import Enum, Flag


class Colour(Enum):
    RED = 1
    BLUE = 2


def samples():
    return [Colour.RED, Colour.BLUE]
