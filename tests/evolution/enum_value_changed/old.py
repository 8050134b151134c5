"""A member with another value."""

from enum import Enum


class Colour(Enum):
    RED = 1
    BLUE = 2


def samples():
    return [Colour.RED, Colour.BLUE]
