"""Says what this Python makes of pickles, one answer for each line that it is asked.

value EXPRESSION HEX: the pickle loads as what the expression says, with the same types, sharing and cycles.
equal HEX HEX: both pickles load as the same.
refused HEX: the pickle does not load.

The fields are separated by tabs. The answer is `same`, `skipped: REASON` or what differs.
"""
import os
import pickle
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

import m

ATOMS = (type(None), bool, int, float, str, bytes)
NAMED = (type, type(len), type(lambda: None))


class Shape:
    """A value as nested tuples, in which an object that comes again is only its number."""

    def __init__(self):
        self.numbers = {}
        self.kept = []

    def of(self, value):
        if type(value) in ATOMS or isinstance(value, NAMED):
            return (type(value).__name__, repr(value))
        if id(value) in self.numbers:
            return ("again", self.numbers[id(value)])
        if type(value) not in (tuple, frozenset) or value:
            self.numbers[id(value)] = len(self.numbers)
            self.kept.append(value)
        return (type(value).__name__,) + tuple(self.of(part) for part in parts(value))


def parts(value):
    if type(value) in (list, tuple):
        return value
    if type(value) is dict:
        return [part for entry in value.items() for part in entry]
    if type(value) in (set, frozenset):
        return sorted(value, key=lambda member: (hash(member), repr(member)))
    if type(value) is bytearray:
        return [bytes(value)]
    return [list(part) if hasattr(part, "__next__") else part for part in value.__reduce_ex__(2)]


def compare(expected, found):
    expected, found = Shape().of(expected), Shape().of(found)
    return "same" if expected == found else "expected %.300r, found %.300r" % (expected, found)


def refused(data):
    try:
        return "Python loads it as %.300r" % (pickle.loads(data),)
    except Exception:
        return "same"


def answer(kind, *fields):
    data = bytes.fromhex(fields[-1])
    if kind == "refused":
        return refused(data)
    if kind == "value":
        return compare(eval(fields[0], {"m": m}), pickle.loads(data))
    try:
        original = pickle.loads(bytes.fromhex(fields[0]))
    except Exception as error:
        # It needs a package, or the Python whose code cloudpickle stored.
        return "skipped: %s" % error
    return compare(original, pickle.loads(data))


for line in sys.stdin:
    try:
        text = answer(*line.rstrip("\n").split("\t"))
    except Exception as error:
        text = "%s: %s" % (type(error).__name__, error)
    print(text.encode("ascii", "backslashreplace").decode("ascii").replace("\n", " "), flush=True)
