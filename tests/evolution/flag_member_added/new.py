"""A bit more."""

from enum import Flag, IntFlag


class Colour(Flag):
    READ = 1
    WRITE = 2


def samples():
    return [Colour.READ, Colour.WRITE]
