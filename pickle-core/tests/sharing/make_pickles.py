"""Writes pickles.txt: values in which places share objects, a line `NAME PROTOCOL PICKLE` for each, in hexadecimal.

    ~/.pyenv/versions/3.13.0/bin/python make_pickles.py > pickles.txt
"""

import datetime
import decimal
import enum
import io
import pickle
import sys
import uuid
from collections import OrderedDict, deque
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any, NamedTuple

shop = sys.modules["shop"] = sys.modules["__main__"]


def in_shop(cls):
    cls.__module__ = "shop"
    return cls


@in_shop
class Status(enum.Enum):
    OPEN = "open"


@in_shop
@dataclass
class Customer:
    name: str
    tags: list = field(default_factory=list)


@in_shop
@dataclass
class Order:
    customer: Any
    lines: Any


@in_shop
@dataclass(frozen=True, slots=True)
class Frozen:
    tags: list


@in_shop
class Point(NamedTuple):
    x: Any
    y: Any


@in_shop
class Record:
    def __init__(self, number):
        self.number = number

    def __reduce__(self):
        return Record, (self.number,)


@in_shop
class Node:
    def __init__(self, name, parent=None):
        self.name, self.parent, self.children = name, parent, []
        self.tags = []


def tree():
    root = Node("root")
    root.children = [Node("left", root), Node("right", root)]
    return root


def tree_of_shared_tags():
    root = tree()
    root.children[1].tags = root.children[0].tags = ["x"]
    return root


def values():
    ann = Customer("Ann", ["vip"])
    yield "customer", [Order(ann, []), Order(ann, [])]
    tags = ["vip"]
    yield "tags", [Customer("Ann", tags), Customer("Bob", tags), Customer("Cid", [])]
    yield "inside_and_outside", [tags, ann, Customer("Bob", tags), ann]
    line = ["x"]
    yield "list", [line, line, line]
    entry = {"a": 1}
    yield "dict", {"first": entry, "second": entry}
    members = {1}
    yield "set", (members, [members])
    data = bytearray(b"data")
    yield "bytearray", [data, data]
    pair = (line, 1)
    yield "tuple", [pair, pair]
    point = Point(1, 2)
    yield "named_tuple", [point, point]
    frozen = Frozen(line)
    yield "frozen", [frozen, frozen]
    record = Record(1)
    yield "record", [record, record]
    kept = OrderedDict(a=1)
    yield "ordered_dict", [kept, kept]
    queue = deque([1])
    yield "deque", [queue, queue]
    zone = datetime.timezone(datetime.timedelta(hours=1))
    standard = [
        decimal.Decimal("1.5"),
        datetime.date(2024, 2, 29),
        datetime.datetime(2024, 2, 29, tzinfo=zone),
        datetime.timedelta(1),
        uuid.UUID(int=1),
        PurePosixPath("a/b"),
        range(3),
        1.5,
        10**30,
        "text",
        b"bytes",
        frozenset([1]),
        None,
        Status.OPEN,
        Status,
    ]
    yield "values", [(value, value) for value in standard]
    yield "any_inside", [Order([line, line], None)]
    yield "any_twice", [Order(line, {"lines": (1, line)})]
    yield "any_of_objects", [Order([ann], None), Order(None, [{"who": ann}])]
    yield "tree", tree()
    yield "tree_of_shared_tags", tree_of_shared_tags()
    yield "nothing_shared", [Order(Customer("Ann"), ["x"]), Order(Customer("Ann"), ["x"])]


def stream(protocol):
    file = io.BytesIO()
    pickler = pickle.Pickler(file, protocol)
    line = ["x"]
    pickler.dump([1])
    pickler.dump([line])
    pickler.dump([[], line])
    return file.getvalue()


for name, value in values():
    for protocol in range(6):
        try:
            print(name, protocol, pickle.dumps(value, protocol).hex())
        except TypeError:
            pass
for protocol in range(6):
    print("stream", protocol, stream(protocol).hex())
