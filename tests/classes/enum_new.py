"""An `Enum` with a `__new__` of its own: the value of a member is not what the class body gives it."""
# python: 3.6+
from enum import Enum


class Sample(Enum):
    PIXEL = (0, "px")
    POINT = (1, "pt")

    def __new__(cls, value: int, label: str) -> "Sample":
        member = object.__new__(cls)
        member._value_ = value
        member.label = label
        return member


def samples():
    return [Sample.POINT, Sample.PIXEL]
