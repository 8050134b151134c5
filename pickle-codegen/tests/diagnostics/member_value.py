import os
from enum import Enum, auto


class Computed(Enum):
    PID = os.getpid()


class Unpacked(Enum):
    A, B = range(2)


class Jumping(Enum):
    HIGH = 10
    LOW = 1
    NEXT = auto()


class Huge(Enum):
    BIG = 2**64


class Odd(Enum):
    NOTHING = None
