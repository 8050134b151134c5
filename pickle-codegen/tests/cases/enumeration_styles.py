"""Enumerations that decide themselves about values and pickling."""
import enum
from datetime import date
from enum import Enum, IntEnum, StrEnum


class ByName(Enum):
    A = 1
    B = "two"

    def __reduce_ex__(self, protocol):
        return getattr, (self.__class__, self._name_)


class ByEnumName(Enum):
    A = 1
    __reduce_ex__ = enum.pickle_by_enum_name


class Labelled(Enum):
    X = (0, "x")
    Y = (1, "y")

    def __new__(cls, value, label):
        member = object.__new__(cls)
        member._value_ = value
        member.label = label
        return member


class Kept(Enum):
    X = (0, "x")

    def __new__(cls, value, label):
        member = object.__new__(cls)
        member.label = label
        return member


class Coordinate(bytes, Enum):
    X = (7, "x")

    def __new__(cls, value, label):
        member = bytes.__new__(cls, [value])
        member._value_ = value
        return member


class Holiday(date, Enum):
    NEW_YEAR = 2024, 1, 1


class Day(Enum):
    FIRST = date(2024, 1, 1)


class Unhashable(Enum):
    LIST = [1, "a"]
    DICT = {"k": 1}
    NOTHING = None


class Generated(Enum):
    """No member asks for a generated value."""

    A = 5

    def _generate_next_value_(name, start, count, last_values):
        return name


Names = Enum("Names", "RED GREEN")
Listed = IntEnum("Listed", ["ONE", "TWO"], start=4)
Paired = Enum("Paired", [("A", 5), ("B", "x")])
Mapped = Enum("Mapped", {"A": 1, "B": 2}, module=__name__)
Lower = StrEnum("Lower", "First Second")
Typed = Enum("Typed", "A B", type=str)


class Outer:
    class Inner(Enum):
        A = 1

    inner: Inner = Inner.A


class Named(Enum):
    def _generate_next_value_(name, start, count, last_values):
        return name

    Mixed = enum.auto()


class Upper(str, Enum):
    @staticmethod
    def _generate_next_value_(name, *_):
        """The name as a constant."""
        return name.upper()

    small = enum.auto()
