"""`auto()`."""
# python: 3.6+
from enum import Enum, auto, unique


@unique
class Sample(Enum):
    FIRST = auto()
    TENTH = 10
    NEXT = auto()


def samples():
    return [Sample.FIRST, Sample.TENTH, Sample.NEXT]
