"""`Any` holds instances of classes that Rust knows nothing of, and gives them back."""
# python: 3.7+
import datetime
import decimal
import uuid
from collections import Counter, OrderedDict, defaultdict, deque
from dataclasses import dataclass
from fractions import Fraction
from types import SimpleNamespace
from typing import Any


class Items(dict):
    pass


class Sequence(list):
    pass


class Text(str):
    pass


class Odd:
    def __init__(self, state):
        self.state = state

    def __getstate__(self):
        return self.state

    def __setstate__(self, state):
        self.state = state


@dataclass
class Sample:
    anything: Any


def samples():
    items = Items(a=1)
    items.attribute = 2
    sequence = Sequence([3])
    sequence.attribute = sequence
    text = Text("text")
    text.attribute = 4
    return [
        Sample([SimpleNamespace(x=1), Fraction(1, 3), deque([1, 2], 5), defaultdict(list, {"k": [1]}), Counter("aab")]),
        Sample([items, sequence, text, Odd((1, 2)), Odd("text"), ValueError("message", 5), range(3), slice(1, 2, 3)]),
        Sample([datetime.datetime(2024, 1, 2, 3), decimal.Decimal("1.5"), uuid.UUID(int=5), OrderedDict(z=1, a=2)]),
    ]
