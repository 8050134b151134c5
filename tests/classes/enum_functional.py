"""Enums that are made by a call."""
# python: 3.6+
from enum import Enum, IntEnum

Colour = Enum("Colour", "RED GREEN BLUE", module=__name__)
Level = IntEnum("Level", [("LOW", 10), ("HIGH", 20)], module=__name__)
Size = Enum("Size", {"SMALL": "s", "LARGE": "l"}, module=__name__)


class Sample:
    colour: Colour
    level: Level
    size: Size

    def __init__(self, colour: Colour, level: Level, size: Size) -> None:
        self.colour = colour
        self.level = level
        self.size = size


def samples():
    return [Sample(Colour.RED, Level.HIGH, Size.SMALL), Sample(Colour.BLUE, Level.LOW, Size.LARGE)]
