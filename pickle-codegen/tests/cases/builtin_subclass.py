"""Subclasses of builtin and standard classes."""
from collections import Counter, OrderedDict, UserDict, UserList, UserString, defaultdict, deque
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import PurePosixPath
from types import SimpleNamespace
from typing import Dict, Tuple


class Names(list[str]):
    owner: str


class Table(Dict[str, int]):
    def __init__(self, title: str) -> None:
        super().__init__()
        self.title = title


class Tags(set[str]):
    color: str = "red"


class Frozen(frozenset[int]):
    pass


class Buffer(bytearray):
    name: str


class Count(int):
    unit: str = ""


class Name(str):
    __slots__ = ()


class Ratio(float):
    pass


class Digest(bytes):
    pass


class Wave(complex):
    pass


class Pair(Tuple[int, str]):
    label: str = ""


class Many(tuple[int, ...]):
    pass


class Ordered(OrderedDict[str, int]):
    name: str = ""


class Groups(defaultdict[str, list[int]]):
    pass


class Votes(Counter[str]):
    pass


class Recent(deque[int]):
    label: str = ""


class Settings(UserDict[str, int]):
    path: str = ""


class Stack(UserList[int]):
    data: list[int]


class Text(UserString):
    pass


class Namespace(SimpleNamespace):
    name: str = ""


class Money(Decimal):
    pass


class Day(date):
    pass


class Moment(datetime):
    pass


class Span(timedelta):
    pass


class Location(PurePosixPath):
    pass


class Further(Names):
    size: int = 0
