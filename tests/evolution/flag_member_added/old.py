"""A bit more."""

from enum import Flag, IntFlag


class Colour(Flag):
    READ = 1


def samples():
    return [Colour.READ]
