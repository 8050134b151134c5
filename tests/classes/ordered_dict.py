"""`OrderedDict` keeps its order and its type."""
# python: 3.7+
from collections import OrderedDict
from dataclasses import dataclass
from typing import Any
import typing


@dataclass
class Sample:
    counts: typing.OrderedDict[str, int]
    bare: OrderedDict
    other: Any


def samples():
    table = OrderedDict([("z", 1), ("a", 2)])
    table.move_to_end("z")
    return [
        Sample(OrderedDict(), OrderedDict(), None),
        Sample(table, OrderedDict([(1, [2]), ("k", None)]), OrderedDict([((1, 2), 3)])),
    ]
