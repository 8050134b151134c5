"""Enumerations of all kinds of values."""

import enum
from enum import Enum, IntEnum, auto, unique


@unique
class Color(Enum):
    """A color."""

    #: Like blood.
    RED = 1
    GREEN = 2  #: Like grass.
    BLUE = -3
    """Like the sky."""


class Level(IntEnum):
    LOW = auto()
    MIDDLE = auto()
    HIGH = 1 << 4
    TRUE = True


class Kind(str, Enum):
    NEW = "new"
    USED = "used"


class Word(enum.StrEnum):
    YES = auto()
    NO_WAY = "no"


class Mixed(Enum):
    FLOAT = 0.5
    HUGE = 3.3e23
    BYTES = b"PK\x03"
    TUPLE = (1, "one")
    SINGLE = (1,)
    EMPTY = ()
    YES = True


class Aliased(Enum):
    OPEN = "open"
    STARTED = OPEN
    CLOSED, DONE = "closed", "closed"

    def is_open(self) -> bool:
        return self is Aliased.OPEN


class Base(Enum):
    def describe(self) -> str:
        return self.name


class WithBase(Base):
    ONE = 1


class Described:
    def text(self) -> str:
        return ""


class Planet(Described, float, Enum):
    EARTH = 5.9


class Names(Enum):
    _ignore_ = ["x"]
    HTTP_404 = 1
    V1_2 = 2
    mixedCase = 3
    Self = 4
    none = 5
