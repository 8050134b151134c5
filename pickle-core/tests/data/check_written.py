"""Checks pickles that Rust wrote. Each line of the input is a check; the output names those that fail.

value <protocol> <python expression> <hex>: the pickle loads equal to the expression, of the same types, and is no
longer than CPython's own pickle of it; `equal` and `shorter` check one half of that.

graph <protocol> <hex of the original> <hex>: both pickles load as the same shape: types, values, sharing, cycles.
"""

import copyreg
import io
import os
import pickle
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
sys.setrecursionlimit(100_000)

import writing_models

NAMES = vars(writing_models)
EXTENSIONS = {5: "Plain", 300: "Items", 70_000: "Entries"}


class Persistent(object):
    def __init__(self, pid):
        self.pid = pid

    def __reduce__(self):
        return (Persistent, (self.pid,))


class Unpickler(pickle.Unpickler):
    def persistent_load(self, pid):
        return Persistent(pid)


def loads(data):
    arguments = {"buffers": [bytearray(b"first"), bytearray(b"second")]} if sys.version_info >= (3, 8) else {}
    return Unpickler(io.BytesIO(data), encoding="latin1", **arguments).load()


ATOMS = (type(None), bool, int, float, complex, str, bytes)
NAMED = (type, type(len), type(loads))


class Comparison(object):
    def __init__(self):
        self.partners = {}
        self.back = {}
        self.kept = []

    def differ(self, a, b):
        """Where the two differ, or nothing."""
        if type(a) is not type(b):
            return "types %s and %s" % (type(a), type(b))
        if isinstance(a, ATOMS) and type(a) in ATOMS:
            return None if repr(a) == repr(b) else "values %.80r and %.80r" % (a, b)
        if isinstance(a, NAMED):
            return None if a is b else "names %r and %r" % (a, b)
        if type(a) in (tuple, frozenset) and not a:
            return None
        if id(a) in self.partners or id(b) in self.back:
            same = self.partners.get(id(a)) == id(b) and self.back.get(id(b)) == id(a)
            return None if same else "sharing of %s" % type(a)
        self.partners[id(a)], self.back[id(b)] = id(b), id(a)
        self.kept.append((a, b))
        return self.differ_in_parts(a, b)

    def differ_in_parts(self, a, b):
        if type(a) in (list, tuple):
            return self.differ_in_items(a, b)
        if type(a) is dict:
            return self.differ_in_items(list(a), list(b)) or self.differ_in_items(list(a.values()), list(b.values()))
        if type(a) in (set, frozenset):
            return self.differ_in_items(sorted(a, key=repr), sorted(b, key=repr))
        if type(a) in (bytearray, memoryview):
            return None if bytes(a) == bytes(b) else "values"
        a, b = self.reduced(a), self.reduced(b)
        return self.differ_in_items(a, b)

    def reduced(self, value):
        made = value.__reduce_ex__(2)
        if isinstance(made, str):
            return [made]
        parts = [made[0], *made[1]]
        for part in made[2:5]:
            parts.append(list(part) if hasattr(part, "__next__") else part)
        return parts

    def differ_in_items(self, a, b):
        if len(a) != len(b):
            return "lengths %d and %d" % (len(a), len(b))
        for one, other in zip(a, b):
            difference = self.differ(one, other)
            if difference:
                return difference
        return None


def check(kind, protocol, *rest):
    protocol = int(protocol)
    data = bytes.fromhex(rest[-1])
    if protocol > pickle.HIGHEST_PROTOCOL:
        return
    if kind == "graph":
        original = bytes.fromhex(rest[0])
        if original.startswith(b"\x80\x05") and pickle.HIGHEST_PROTOCOL < 5:
            return
        for code, name in EXTENSIONS.items():
            copyreg.add_extension("writing_models", name, code)
        original, loaded = loads(original), loads(data)
        for code, name in EXTENSIONS.items():
            copyreg.remove_extension("writing_models", name, code)
        difference = Comparison().differ(original, loaded)
        assert not difference, difference
        return
    expected = eval(rest[0], dict(NAMES))
    if kind in ("value", "equal"):
        loaded = loads(data)
        assert loaded == expected, "loads as %.200r" % (loaded,)
        difference = Comparison().differ(loaded, eval(rest[0], dict(NAMES)))
        assert not difference, difference
    # Python 3.6 does not escape all that would break its text.
    escapes = protocol > 0 or sys.version_info >= (3, 7)
    if kind in ("value", "shorter") and escapes:
        theirs = pickle.dumps(expected, protocol)
        assert len(data) <= len(theirs), "is longer than %r" % theirs


for line in sys.stdin.buffer.read().decode("utf-8").splitlines():
    fields = line.split("\t")
    try:
        check(*fields)
    except Exception as error:
        data = bytes.fromhex(fields[-1])
        print("%s: %s: %s\n    %.600r" % (" ".join(fields[:-1])[:300], type(error).__name__, error, data))
print("checked")
