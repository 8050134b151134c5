"""Members whose names are pickled now."""

from enum import Enum


class Colour(Enum):
    RED = 1


def samples():
    return [Colour.RED]
