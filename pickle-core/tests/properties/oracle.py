"""Answers for tests/properties.rs, one line for each line of the standard input, a JSON object:

`nodes` describe a value, `root` is the number of its node, `dumps` are pickles of it in hexadecimal.

The answer is CPython's own pickles of the value, one a protocol, or `error` and what is wrong with the dumps.
"""

import json
import pickle
import struct
import sys

# Every object is made anew, as CPython's pickler tells objects apart and not values.
SCALARS = {
    "none": lambda text: None,
    "bool": lambda text: text == "1",
    "int": lambda text: int(text),
    "float": lambda text: double(text),
    "complex": lambda text: complex(double(text[:16]), double(text[16:])),
    "str": lambda text: bytes.fromhex(text).decode("utf-8", "surrogatepass"),
    "bytes": lambda text: bytes(bytearray.fromhex(text)),
    "bytearray": lambda text: bytearray.fromhex(text),
    "long dict": lambda length: dict.fromkeys(range(length)),
    "long set": lambda length: set(range(length)),
}
EMPTY = {"list": list, "dict": dict, "set": set}


def double(text):
    return struct.unpack(">d", bytes.fromhex(text))[0]


def build(nodes, root):
    """The object of a node; what can contain itself is made empty first and filled last."""
    objects = [EMPTY[kind]() if kind in EMPTY else SCALARS.get(kind, str)(content) for kind, content in nodes]
    for number, (kind, content) in enumerate(nodes):
        if kind in ("tuple", "frozenset"):
            # Its parts are lower in number, or made already.
            items = [objects[item] for item in content]
            objects[number] = tuple(items) if kind == "tuple" else frozenset(items)
    for number, (kind, content) in enumerate(nodes):
        if kind == "list":
            objects[number].extend(objects[item] for item in content)
        elif kind == "set":
            for item in content:
                objects[number].add(objects[item])
        elif kind == "dict":
            for key, value in content:
                objects[number][objects[key]] = objects[value]
    return objects[root]


class Comparison:
    """Whether two values are alike in types, values, order, and in which of what can change is one object."""

    def __init__(self):
        self.partners = {}
        self.backwards = {}

    def differ(self, a, b):
        if type(a) is not type(b):
            return "%s and %s" % (type(a), type(b))
        if isinstance(a, (list, dict, set, bytearray)):
            if id(a) in self.partners or id(b) in self.backwards:
                same = self.partners.get(id(a)) == id(b) and self.backwards.get(id(b)) == id(a)
                return None if same else "sharing of a %s" % type(a).__name__
            self.partners[id(a)], self.backwards[id(b)] = id(b), id(a)
        if isinstance(a, (list, tuple)):
            return self.differ_in_items(a, b)
        if isinstance(a, (set, frozenset)):
            return self.differ_in_items(sorted(a, key=repr), sorted(b, key=repr))
        if isinstance(a, dict):
            return self.differ_in_items(list(a), list(b)) or self.differ_in_items(list(a.values()), list(b.values()))
        return None if repr(a) == repr(b) else "%.80r and %.80r" % (a, b)

    def differ_in_items(self, a, b):
        if len(a) != len(b):
            return "lengths %d and %d" % (len(a), len(b))
        differences = (self.differ(one, other) for one, other in zip(a, b))
        return next((difference for difference in differences if difference), None)


def answer(case):
    value = build(case["nodes"], case["root"])
    for dump in case["dumps"]:
        difference = Comparison().differ(value, pickle.loads(bytes.fromhex(dump)))
        if difference:
            return "error %s in %s" % (difference, dump)
    return " ".join(pickle.dumps(value, protocol).hex() for protocol in range(6))


for line in sys.stdin:
    try:
        print(answer(json.loads(line)), flush=True)
    except Exception as error:
        print("error %s: %s" % (type(error).__name__, error), flush=True)
