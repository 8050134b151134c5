"""Two members of a flag with each other's bits."""

from enum import Flag, IntFlag


class Colour(Flag):
    READ = 2
    WRITE = 1


def samples():
    return [Colour.READ, Colour.WRITE]
