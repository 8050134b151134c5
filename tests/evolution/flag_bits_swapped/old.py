"""Two members of a flag with each other's bits."""

from enum import Flag, IntFlag


class Colour(Flag):
    READ = 1
    WRITE = 2


def samples():
    return [Colour.READ, Colour.WRITE]
