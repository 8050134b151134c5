"""Writes style_pickles.rs: pickles of class styles at the protocols 0 to 5, as CPython 3.13 writes them, and of two that
3.10 writes in another way.

    python3.13 make_style_pickles.py "$(python3.10 make_style_pickles.py --empty-states)"
"""
import copyreg
import pickle
import sys
from collections import OrderedDict, defaultdict, deque
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path, PurePosixPath
from typing import NamedTuple

sys.modules["shop"] = sys.modules["__main__"]


def in_shop(cls):
    cls.__module__ = "shop"
    return cls


def subclass(name, base):
    cls = type(name, (base,), {"__module__": "shop"})
    globals()[name] = cls
    return cls


Meters = subclass("Meters", int)
Ratio = subclass("Ratio", float)
Wave = subclass("Wave", complex)
Code = subclass("Code", str)
Blob = subclass("Blob", bytes)
Pair = subclass("Pair", tuple)
OutOfStock = subclass("OutOfStock", Exception)
Labels = subclass("Labels", set)
Recent = subclass("Recent", deque)
Counts = subclass("Counts", defaultdict)
Sorted = subclass("Sorted", OrderedDict)
Goods = subclass("Goods", list)
Prices = subclass("Prices", dict)
Buffer = subclass("Buffer", bytearray)
Day = subclass("Day", date)
Moment = subclass("Moment", datetime)
Delay = subclass("Delay", timedelta)
Price = subclass("Price", Decimal)
Folder = subclass("Folder", PurePosixPath)


class Place(NamedTuple):
    x: int
    y: int


@in_shop
class Spot(Place):
    pass


@in_shop
class Kiosk:
    def __init__(self, number):
        self.number = number

    @classmethod
    def open(cls, number):
        return cls(number)

    def __reduce__(self):
        return Kiosk.open, (self.number,)


@in_shop
class Ticket:
    __slots__ = ("number", "kind")

    def __new__(cls, number):
        self = super().__new__(cls)
        self.number = number
        return self

    def __reduce__(self):
        return copyreg.__newobj__, (Ticket, self.number), (None, {"kind": self.kind})


@in_shop
class Basket(list):
    def __reduce_ex__(self, protocol):
        return copyreg.__newobj__, (Basket,), self.__dict__, iter(self)


def ticket(number, kind):
    instance = Ticket(number)
    instance.kind = kind
    return instance


def with_attributes(instance, **attributes):
    vars(instance).update(attributes)
    return instance


PICKLES = {
    "METERS": with_attributes(Meters(5), unit="long"),
    "RATIO": Ratio(1.5),
    "WAVE": with_attributes(Wave(1, 2), unit="long"),
    "CODE": Code("xyz"),
    "BLOB": with_attributes(Blob(b"ab"), unit="long"),
    "PAIR": with_attributes(Pair((1, 2)), unit="long"),
    "OUT_OF_STOCK": OutOfStock("tea", 3),
    "OUT_OF_STOCK_NOTED": with_attributes(OutOfStock("tea", 3), code=7, hint="soon"),
    "LABELS": with_attributes(Labels([7]), unit="long"),
    "RECENT": with_attributes(Recent([1, 2], 5), unit="long"),
    "COUNTS": Counts(int, k=1),
    "SORTED": with_attributes(Sorted(k=1), unit="long"),
    "GOODS": with_attributes(Goods([1, 2]), unit="long"),
    "PRICES": Prices(k=1, v=2),
    "BUFFER": with_attributes(Buffer(b"a\xe4"), unit="long"),
    "DAY": Day(2024, 1, 2),
    "MOMENT": Moment(2024, 1, 2, 3, 4, 5, 6, timezone.utc),
    "DELAY": Delay(1, 2, 3),
    "PRICE": Price("1.50"),
    "FOLDER": Folder("/a/b"),
    "SPOT": with_attributes(Spot(1, 2), unit="long", size=3),
    "KIOSK": Kiosk(4),
    "TICKET": ticket(4, "return"),
    "BASKET": with_attributes(Basket([1, 2]), unit="long"),
    "MOVIE": {"title": "Up", "year": 2009},
    "MOVIE_WITH_MORE": {"title": "Up", "stars": 5},
}

EMPTY_STATES = {"LABELS_3_10": Labels([7]), "BUFFER_3_10": Buffer(b"ab")}


def literal(data):
    text = "".join(chr(byte) if 32 <= byte < 127 and byte not in b'"\\' else f"\\x{byte:02x}" for byte in data)
    return f'b"{text}"'


def constants(values):
    for name, value in values.items():
        pickles = ",\n".join(f"    {literal(pickle.dumps(value, protocol))}" for protocol in range(6))
        yield f"pub(crate) const {name}: [&[u8]; 6] = [\n{pickles},\n];\n"


def main():
    if sys.argv[1] == "--empty-states":
        print("".join(constants(EMPTY_STATES)))
        return
    head = "//! What make_style_pickles.py makes with CPython 3.13, and the last ones with 3.10.\n\n"
    text = head + "".join(constants(PICKLES)) + sys.argv[1].strip() + "\n"
    Path(__file__).with_name("style_pickles.rs").write_text(text)


main()
