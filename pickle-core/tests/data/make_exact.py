"""Writes exact.txt: pickles that exact dumps of their graphs have to give again, `name<TAB>protocol<TAB>hex`.

    python3.13 make_exact.py > exact.txt

Each is what this CPython dumps when it has loaded it; what is not the same then is left out.
"""

import array
import collections
import datetime
import decimal
import fractions
import functools
import itertools
import operator
import pickle
import types
import zlib

from writing_models import *


class Keeper(object):
    """Made by a call whose arguments contain the object, and given items, entries and a state after that."""

    def __init__(self, inner=None):
        self.inner = inner
        self.items = []

    def append(self, item):
        self.items.append(item)

    def __setitem__(self, key, value):
        self.items.append((key, value))

    def __reduce__(self):
        return Keeper, (self.inner,), {"state": 1}, iter(["item"]), iter([("key", "value")])


Keeper.__module__ = "writing_models"
import writing_models

writing_models.Keeper = Keeper
itself = []
itself.append(Point(itself, itself))
keeper = Keeper([])
keeper.inner.append(keeper)
text = "".join(["te", "xt"])
lone = [Plain(a=1), Plain(ab=2), {"ab": "ab"}]

VALUES = {
    "functions": [getattr, len, print, iter, zlib.compress, zlib.decompress, operator.add, operator.sub, make],
    "types": [int, list, dict, type, object, datetime.date, datetime.datetime, collections.OrderedDict, types.SimpleNamespace],
    "heap_types": [decimal.Decimal, collections.deque, collections.defaultdict, functools.partial, array.array, itertools.count],
    "python_types": [Plain, Point, Slots, collections.Counter, collections.UserDict, fractions.Fraction],
    "attributes_like_types": [Plain(date=datetime.date(2020, 1, 2), datetime=datetime.datetime(2020, 1, 2), list=list)],
    "nested_classes": [Outer.Inner, Outer, Outer.Inner.Innermost, Outer.Inner, Outer.Inner()],
    "methods": [str.upper, dict.fromkeys, "text".upper],
    "new_arguments": [NewArgs(1, a=2), NewArgsEx(4, word=text), NewArgsEx(5, word=6), Outer.WithKeywords(1, word=2)],
    "letters": [Plain(a="a", b="a"), "a", "b", "\xe9", "\xe9", "\u0100", "\u0100", "", ""],
    "names": lone,
    "empty": [(), (), b"", b"", frozenset(), frozenset(), bytearray(), bytearray()],
    "one_byte": [b"a", bytearray(b"a"), "a", [b"ab", "latin1"]],
    "shared": [text, text, (text,), [text] * 3],
    "named_tuple_of_itself": itself[0],
    "list_of_named_tuple_of_itself": itself,
    "keeper": keeper,
    "its_keeper_in_argument": keeper.inner,
    "batches": [[None] * length for length in (1000, 1001)],
    "batches_of_dict": [dict.fromkeys(range(length)) for length in (1, 1000, 1001)],
    "batches_of_set": [set(range(length)) for length in (1, 1000, 1001)],
    "batches_of_deque": [collections.deque([None] * length) for length in (1, 1000, 1001)],
    "batches_of_ordered_dict": [collections.OrderedDict.fromkeys(range(length)) for length in (1, 1000, 1001)],
}


for name, value in VALUES.items():
    for protocol in range(6):
        if name.startswith("batches") and protocol not in (1, 4):
            continue
        data = pickle.dumps(value, protocol)
        if pickle.dumps(pickle.loads(data), protocol) == data:
            print("\t".join([name, str(protocol), data.hex()]))
