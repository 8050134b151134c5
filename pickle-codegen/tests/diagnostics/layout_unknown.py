import sys
from collections import namedtuple
from dataclasses import dataclass

OPTIONS = {"slots": True}
FIELDS = ["a", "b"]


@dataclass(**OPTIONS)
class Unpacked:
    a: int


@dataclass(slots=sys.version_info >= (3, 10))
class Computed:
    a: int


class Slots:
    __slots__ = tuple(sys.argv)


Record = namedtuple("Record", FIELDS)
