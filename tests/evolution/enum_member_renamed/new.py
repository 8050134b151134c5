"""A member with another name and the same value."""

from enum import Enum


class Colour(Enum):
    CRIMSON = 1
    BLUE = 2


def samples():
    return [Colour.CRIMSON, Colour.BLUE]
