"""Writes pickles.rs: pickles of the classes that the round trips load, as CPython writes them at protocol 4."""
import pickle
import sys
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import NamedTuple

sys.modules["shop"] = sys.modules["__main__"]


def in_shop(cls):
    cls.__module__ = "shop"
    return cls


@in_shop
@dataclass
class Customer:
    id: int
    name: str


@in_shop
class Outer:
    @in_shop
    @dataclass
    class Inner:
        id: int


@in_shop
class Nothing:
    pass


@in_shop
class Slots:
    __slots__ = ["x", "y"]

    def __init__(self, x, y):
        self.x, self.y = x, y


@in_shop
class DictSlots(Slots):
    __slots__ = ["type", "__dict__"]

    def __init__(self, x, y, type, name):
        super().__init__(x, y)
        self.type, self.name = type, name


@in_shop
@dataclass(slots=True, frozen=True)
class FrozenSlots:
    x: int
    y: str


@in_shop
class Point(NamedTuple):
    x: float
    y: float


@in_shop
class Called:
    def __init__(self, x, y):
        self.x, self.y = x, y

    def __reduce__(self):
        return Called, (self.x, self.y)


@in_shop
class Rebuilt:
    def __init__(self, number):
        self.number = number
        self.text = "one"

    def __reduce__(self):
        return rebuild, (self.number,), {"text": self.text}


def rebuild(number):
    return Rebuilt(number)


rebuild.__module__ = "shop"


@in_shop
class NewArgs:
    def __new__(cls, number, text):
        self = object.__new__(cls)
        self.number, self.text = number, text
        return self

    def __getnewargs__(self):
        return (self.number, self.text)

    def __getstate__(self):
        return {"number": self.number}


@in_shop
class NewArgsEx:
    def __new__(cls, number, *, text):
        self = object.__new__(cls)
        self.number, self.text = number, text
        return self

    def __getnewargs_ex__(self):
        return (self.number,), {"text": self.text}


@in_shop
class Temperature:
    def __init__(self, degrees):
        self.degrees = degrees

    def __getstate__(self):
        return ("celsius", self.degrees)

    def __setstate__(self, state):
        self.degrees = state[1]


@in_shop
class Color(Enum):
    RED = 1
    GREEN = "g"
    BLUE = (0.5, b"b", True)


class ByName:
    def __reduce__(self):
        return getattr, (Color, "CRIMSON")


@in_shop
class Basket(list):
    pass


@in_shop
class Registry(dict):
    pass


@in_shop
class Tags(set):
    pass


@in_shop
class Nowhere:
    def __reduce__(self):
        return "NOWHERE"


NOWHERE = Nowhere()


@in_shop
class Everything:
    def __init__(self, number):
        self.number, self.items, self.entries = number, [], {}

    def __reduce__(self):
        return rebuild, (self.number,), {"label": "six"}, iter([1, 2]), iter([("one", 1)]), restore


def restore(everything, state):
    everything.label = state["label"]


restore.__module__ = "shop"


def with_attributes(instance, **attributes):
    vars(instance).update(attributes)
    return instance


PICKLES = {
    "CUSTOMER": Customer(7, "Ann"),
    "CUSTOMER_WITH_MORE": with_attributes(Customer(7, "Ann"), vip=True, tags=["a"]),
    "CUSTOMER_WITHOUT_NAME": with_attributes(Customer.__new__(Customer), id=7),
    "INNER": Outer.Inner(7),
    "NOTHING": Nothing(),
    "NOTHING_WITH_MORE": with_attributes(Nothing(), vip=True),
    "SLOTS": Slots(1, "one"),
    "DICT_SLOTS": DictSlots(1, "one", "kind", "Ann"),
    "FROZEN_SLOTS": FrozenSlots(1, "one"),
    "POINT": Point(1.5, -2.0),
    "CALLED": Called(1, "one"),
    "REBUILT": Rebuilt(1),
    "NEW_ARGS": NewArgs(1, "one"),
    "NEW_ARGS_EX": NewArgsEx(1, text="one"),
    "TEMPERATURE": Temperature(21.5),
    "BASKET": with_attributes(Basket([1, 2]), owner="Ann"),
    "BASKET_OF_ONE": Basket([1]),
    "REGISTRY": with_attributes(Registry(one=1, two=2), title="numbers", vip=True),
    "TAGS": with_attributes(Tags([7]), note="odd"),
    "NOWHERE": [NOWHERE, NOWHERE],
    "EVERYTHING": Everything(7),
    "COLORS": list(Color),
    "CRIMSON": ByName(),
}


def literal(data):
    return "".join(chr(byte) if 32 <= byte < 127 and byte not in b'"\\' else f"\\x{byte:02x}" for byte in data)


def main():
    text = "//! What make_pickles.py makes with CPython 3.12.\n\n"
    for name, value in PICKLES.items():
        text += f'pub(crate) const {name}: &[u8] =\n    b"{literal(pickle.dumps(value, protocol=4))}";\n'
    Path(__file__).with_name("pickles.rs").write_text(text)


main()
