"""A member less."""

from enum import Enum


class Colour(Enum):
    RED = 1


def samples():
    return [Colour.RED]
