"""An enumeration whose members are texts too."""

from enum import Enum, Flag


class Colour(str, Enum):
    RED = "r"
    BLUE = "b"


def samples():
    return [Colour.RED, Colour.BLUE]
