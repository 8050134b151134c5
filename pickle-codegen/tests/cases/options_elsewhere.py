from dataclasses import dataclass
from enum import IntEnum
from typing import NamedTuple

FIELDS = [("x", int), ("y", int)]
keyword_only = {"kw_only": True}
small = {"slots": True, "kw_only": True}


class Numbers:
    FIRST = 0x1
    SECOND = FIRST + 1


class Code(IntEnum):
    FIRST = Numbers.FIRST
    SECOND = Numbers.SECOND


class Point(NamedTuple("Point", FIELDS)):
    pass


@dataclass(**keyword_only)
class Event:
    code: Code = Code.FIRST


@dataclass(**small)
class Small:
    first: int
