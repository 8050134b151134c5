"""The other side of the tests: persistent ids, extension codes and nested classes, as CPython writes and reads them.

    hooks.py write    prints a line "name|protocol|pickle in hexadecimal" for each pickle
    hooks.py read     takes such lines of Rust's and checks what they hold

The pickles of 2.7 and 3.6 to 3.13 are not checked in: they are made while the tests run.
"""

import binascii
import io
import pickle
import sys
import types

try:
    import copyreg
except ImportError:
    import copy_reg as copyreg

shop = types.ModuleType("shop")
sys.modules["shop"] = shop


def in_shop(cls):
    cls.__module__ = "shop"
    setattr(shop, cls.__name__, cls)
    return cls


@in_shop
class Memo(object):
    def __init__(self, key, task):
        self.key = key
        self.task = task

    def __eq__(self, other):
        return type(other) is Memo and vars(self) == vars(other)


@in_shop
class Order(object):
    def __init__(self, id):
        self.id = id

    def __eq__(self, other):
        return type(other) is Order and vars(self) == vars(other)


@in_shop
class Outer(object):
    class Inner(object):
        def __init__(self, id):
            self.id = id

    class Keywords(object):
        def __new__(cls, x, **keywords):
            self = object.__new__(cls)
            self.x, self.y = x, keywords["y"]
            return self

        def __getnewargs_ex__(self):
            return (self.x,), {"y": self.y}

        def __getstate__(self):
            return None


Outer.Inner.__module__ = Outer.Keywords.__module__ = Outer.Keywords.__new__.__module__ = "shop"

MEMOS = [Memo(0, "give food to fish"), Memo(1, "prepare group meeting"), Memo(2, "fight with a zebra")]
CODES = [1, 255, 256, 65535, 65536, 0x7FFFFFFF]


class TuplePickler(pickle.Pickler):
    def persistent_id(self, value):
        return ("Memo", value.key) if isinstance(value, Memo) else None


class TextPickler(pickle.Pickler):
    def persistent_id(self, value):
        return "memo-%d" % value.key if isinstance(value, Memo) else None


class NestedPickler(pickle.Pickler):
    """Ids that are objects with ids of their own."""

    def persistent_id(self, value):
        if isinstance(value, Memo):
            return value.key
        if isinstance(value, Order):
            return (MEMOS[value.id], "order")
        return None


class Unpickler(pickle.Unpickler):
    def persistent_load(self, id):
        if isinstance(id, tuple) and id[0] == "Memo":
            return MEMOS[id[1]]
        if isinstance(id, tuple) and id[1] == "order":
            return Order(MEMOS.index(id[0]))
        if isinstance(id, int):
            return MEMOS[id]
        prefix, key = id.split("-")
        assert prefix == "memo", id
        return MEMOS[int(key)]


def dumps(value, protocol, pickler=pickle.Pickler):
    stream = io.BytesIO()
    pickler(stream, protocol).dump(value)
    return stream.getvalue()


def write():
    def line(name, protocol, pickled):
        print("%s|%d|%s" % (name, protocol, binascii.hexlify(pickled).decode("ascii")))

    memos = [MEMOS[2], MEMOS[0], MEMOS[2]]
    for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
        line("text", protocol, dumps(memos, protocol, TextPickler))
        if protocol > 0:
            line("tuple", protocol, dumps(memos, protocol, TuplePickler))
            line("nested", protocol, dumps([Order(1), MEMOS[2]], protocol, NestedPickler))
        if sys.version_info >= (3, 6):
            line("class in a class", protocol, dumps(Outer.Inner(3), protocol))
            if protocol > 1:
                line("keywords", protocol, dumps(Outer.Keywords(1, y=2), protocol))
        for code in CODES:
            copyreg.add_extension("shop", "Order", code)
            line("extension %d" % code, protocol, dumps([Order(1), Order(2)], protocol))
            copyreg.remove_extension("shop", "Order", code)


def read():
    for line in sys.stdin:
        name, _, hexadecimal = line.strip().split("|")
        pickled = binascii.unhexlify(hexadecimal)
        if name == "nested extension":
            copyreg.add_extension("shop", "Outer.Inner", 9)
            value = pickle.loads(pickled)
            copyreg.remove_extension("shop", "Outer.Inner", 9)
            assert type(value) is Outer.Inner and value.id == 3, line
        elif name.startswith("extension"):
            code = int(name.split()[1])
            copyreg.add_extension("shop", "Order", code)
            value = pickle.loads(pickled)
            copyreg.remove_extension("shop", "Order", code)
            assert value == [Order(1), Order(2)], line
        elif name == "nested":
            value = Unpickler(io.BytesIO(pickled)).load()
            assert value == [Order(1), MEMOS[2]], line
        else:
            value = Unpickler(io.BytesIO(pickled)).load()
            assert value == [MEMOS[2], MEMOS[0], MEMOS[2]], line
            assert value[0] is value[2] is MEMOS[2], line
    print("ok")


{"write": write, "read": read}[sys.argv[1]]()
