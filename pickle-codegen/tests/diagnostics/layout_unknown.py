import sys
from collections import namedtuple
from dataclasses import dataclass
from typing import TypedDict

import attr
from pydantic import RootModel

OPTIONS = dict(slots=True)
FIELDS = sys.argv


@dataclass(**OPTIONS)
class Unpacked:
    a: int


@dataclass(slots=sys.version_info >= (3, 10))
class Computed:
    a: int


class Slots:
    __slots__ = tuple(sys.argv)


Record = namedtuple("Record", FIELDS)


@attr.s(these=OPTIONS)
class These:
    pass


Row = TypedDict("Row", OPTIONS)


class Tags(set):
    __slots__ = ("color",)


class Amount(int):
    unit: str

    def __getnewargs__(self):
        return (self.unit,)


class Names(RootModel[list[str]]):
    _cache: int = 0


import copyreg


class Amounts(list[int]):
    def __reduce__(self):
        return copyreg.__newobj__, (Amounts,), self.__dict__
