"""Enum members as attributes, defaults, dict keys and set items: one member is one object."""
# python: 3.7+
from dataclasses import dataclass
from enum import Enum, IntEnum
from typing import Dict, FrozenSet, List, Optional, Tuple


class Colour(Enum):
    RED = 1
    GREEN = 2


class Level(IntEnum):
    LOW = 10
    HIGH = 20


class Planet(Enum):
    MERCURY = (3.303e23, 2439.7)
    EARTH = (5.976e24, 6378.1)


class Answer(Enum):
    YES = True
    NO = False


class Magic(Enum):
    ZIP = b"PK\x03\x04"
    ELF = b"\x7fELF"


class Ratio(float, Enum):
    HALF = 0.5


@dataclass
class Sample:
    colour: Colour
    levels: List[Level]
    counts: Dict[Colour, int]
    seen: FrozenSet[Level]
    pair: Tuple[Colour, Level]
    maybe: Optional[Colour] = None
    default: Level = Level.HIGH
    planet: Planet = Planet.EARTH
    answer: Answer = Answer.YES
    magic: Magic = Magic.ZIP
    ratio: Ratio = Ratio.HALF


def samples():
    red, green = Colour.RED, Colour.GREEN
    return [
        Sample(red, [], {}, frozenset(), (green, Level.LOW)),
        Sample(
            green,
            [Level.LOW, Level.HIGH, Level.LOW],
            {green: 1, red: 2},
            frozenset([Level.LOW]),
            (red, Level.HIGH),
            red,
            Level.LOW,
            Planet.MERCURY,
            Answer.NO,
            Magic.ELF,
        ),
    ]
