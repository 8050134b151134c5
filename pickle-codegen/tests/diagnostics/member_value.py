import os
from enum import Enum, Flag, auto


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
    OBJECT = object()


class Generated(Enum):
    def _generate_next_value_(name, start, count, last_values):
        return name.swapcase()

    A = auto()


class Short(Enum):
    A = 1

    def __new__(cls, code, label="a"):
        member = object.__new__(cls)
        member._value_ = label
        return member


class Mode(Flag):
    READ = os.O_RDONLY


Color = Enum("Color", os.listdir())
