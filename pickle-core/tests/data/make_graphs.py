"""Makes graphs.txt: pickles of every shape, `name<TAB>protocol<TAB>lowest protocol that can hold it<TAB>hex`.

The protocol is `-` where CPython did not write the pickle.

python3.12 make_graphs.py > graphs.txt
"""

import collections
import copyreg
import datetime
import decimal
import enum
import fractions
import functools
import io
import pathlib
import pickle
import uuid

from writing_models import *

shared = ["shared"]
cyclic_list = []
cyclic_list.append(cyclic_list)
cyclic_dict = {}
cyclic_dict["self"] = cyclic_dict
cyclic_tuple = ([],)
cyclic_tuple[0].append(cyclic_tuple)
long_cyclic_tuple = ({}, 1, ("inner", [5]), "text", shared)
long_cyclic_tuple[0]["self"] = long_cyclic_tuple
node = Plain(name="node")
node.self = node
node.children = [Plain(parent=node), Plain(parent=node)]
in_frozenset = Plain()
in_frozenset.owner = frozenset([in_frozenset])
in_set = Plain()
in_set.owner = {in_set}
cyclic_arguments = called([])
cyclic_arguments.arguments[0].append(cyclic_arguments)
items = Items([1, shared])
items.append(items)
items.attribute = "x"
entries = Entries(a=shared)
entries["self"] = entries
setter = Setter()
setter.value = [setter, shared]
nested = []
for _ in range(100):
    nested = [nested, (nested,), {"in": nested}]

VALUES = {
    "scalars": [None, True, False, 0, -1, 255, 65536, 2**40, -(2**200), 1.5, float("inf"), 1j, 1j],
    "text": ["", "a", "a", "\n\\\r", "\u20ac\U0001f600", "a\udce9", "x" * 300, "\xe9"],
    "bytes": [b"", b"a", b"a", b"\xff" * 300, bytearray(b""), bytearray(b"ab")],
    "containers": [[], (), {}, set(), frozenset(), [1], (1,), {1: 2}, {3}, frozenset([4]), (1, 2, 3, 4)],
    "long": [list(range(2001)), {n: None for n in range(1001)}, set(range(1001)), tuple(range(1001))],
    "order": {"c": 1, "a": 2, "b": 3},
    "shared": [shared, shared, {"a": shared}, (shared,)],
    "shared_tuple": [(1, shared)] * 3,
    "shared_frozenset": [frozenset([1])] * 2,
    "shared_set": [{1}] * 2,
    "shared_bytearray": [bytearray(b"x")] * 2,
    "cyclic_list": cyclic_list,
    "cyclic_dict": cyclic_dict,
    "cyclic_tuple": cyclic_tuple,
    "cyclic_tuple_in_list": [cyclic_tuple, cyclic_tuple],
    "long_cyclic_tuple": long_cyclic_tuple,
    "cyclic_object": node,
    "cyclic_arguments": cyclic_arguments,
    "cyclic_arguments_in_list": cyclic_arguments.arguments,
    "object_in_frozenset": in_frozenset,
    "frozenset_of_object": in_frozenset.owner,
    "object_in_set": in_set,
    "set_of_object": in_set.owner,
    "nested": nested,
    "objects": [Plain(a=1), Plain(), Plain(a=1), Point(1, 2), spot(1, 2, z=3), called(1), called(1, extra=2), make(3)],
    "key_objects": {Plain(a=1): Plain(b=2), Point(1, 2): 3},
    "new_arguments": [NewArgs(1, a=2), NewArgsEx(4, word=shared), NewArgsEx(5, word=6)],
    "nested_new_arguments": [Outer.WithKeywords(1, word=2), Outer.WithKeywords(3, word=4)],
    "nested_classes": [Outer.Inner, Outer.Inner.Innermost, Outer.Inner(), Outer.Inner.Innermost(), Outer],
    "states": [State(value) for value in (1, "a", (None, {"a": 1}), [1], {"x": shared}, shared)],
    "false_states": [State(value) for value in (None, 0, "", (), {})],
    "list_state": [ListState(1, 2), ListState(shared)],
    "setter": [setter, setter],
    "enums": [Color.RED, Color.BLUE, Color.RED, Color.GREEN],
    "globals": [len, list, dict, Plain, make, functools.partial, collections.OrderedDict],
    "partial": functools.partial(make, 1, key=shared),
    "standard": [
        datetime.datetime(2020, 1, 2, 3, 4, 5, 6, datetime.timezone.utc),
        datetime.timedelta(5, 6, 7),
        decimal.Decimal("1.50"),
        fractions.Fraction(1, 3),
        uuid.UUID(int=5),
        collections.OrderedDict([("b", 1), ("a", shared)]),
        collections.defaultdict(list, {"a": shared}),
        collections.Counter("aab"),
        collections.deque([1, 2, shared], maxlen=5),
        ValueError("wrong", 5),
        pathlib.PurePosixPath("/a/b"),
        range(5),
        slice(1, 2),
        iter([1, 2, 3]),
    ],
    "names_as_text": ["writing_models", "Plain", Plain, "writing_models"],
}
# What protocols 0 and 1 refuse, or recurse in without end.
NEWER = {
    "new_arguments_only": [NewArgsOnly(3), NewArgsOnly(shared)],
    "items": items,
    "entries": entries,
    "slots": [Slots(a=1), Slots(a=1, b=shared), Slots(), DictSlots(a=1, c=2), DictSlots(c=2)],
}


class Pickler(pickle.Pickler):
    """Finds Plain objects by their persistent ids."""

    def persistent_id(self, value):
        return self.ids(value) if isinstance(value, Plain) else None


def persistent(value, protocol, ids):
    stream = io.BytesIO()
    pickler = Pickler(stream, protocol)
    pickler.ids = ids
    pickler.dump(value)
    return stream.getvalue()


def show(name, protocol, lowest, data):
    print("\t".join([name, str(protocol), str(lowest), data.hex()]))


for protocol in range(6):
    for name, value in VALUES.items():
        show(name, protocol, 0, pickle.dumps(value, protocol))
    for name, value in NEWER.items():
        if protocol >= 2:
            show(name, protocol, 0, pickle.dumps(value, protocol))
    plain = Plain(a=1)
    text_ids = persistent([plain, plain, shared], protocol, lambda value: "id of plain")
    show("persistent_text", protocol, 0, text_ids)
    if protocol >= 1:
        tuple_ids = persistent([plain, plain], protocol, lambda value: ("id", shared))
        show("persistent_tuple", protocol, 1, tuple_ids)
for protocol in range(2, 6):
    for code, name in [(5, "Plain"), (300, "Items"), (70000, "Entries")]:
        copyreg.add_extension("writing_models", name, code)
    show("extensions", protocol, 2, pickle.dumps([Plain(a=1), Plain, Items([1]), Entries], protocol))
    for code, name in [(5, "Plain"), (300, "Items"), (70000, "Entries")]:
        copyreg.remove_extension("writing_models", name, code)
buffers = [pickle.PickleBuffer(bytearray(b"first")), pickle.PickleBuffer(b"second")]
show("buffers", 5, 5, pickle.dumps([buffers[0], "between", buffers[1]], 5, buffer_callback=lambda buffer: None))
# What only Python 2 writes: old-style instances and byte strings; and what no Python writes but all read.
show("inst", "-", 0, b"(I1\nS'a'\niwriting_models\nCalled\np0\n(dp1\nS'b'\nI2\nsb.")
show("obj", "-", 0, b"(cwriting_models\nCalled\nK\x01U\x01ao}U\x01bK\x02sb.")
show("obj_nested", "-", 0, b"\x80\x03(cwriting_models\nOuter\no.")
show("byte_strings", "-", 0, b"(lp0\nS'a\\xe9\\n\\''\np1\nag1\naS'\"'\naS''\na.")
show("byte_strings", "-", 0, b"]q\x00(U\x02a\xe9q\x01h\x01T\x02\x00\x00\x00b\n" + b"U\x00e.")
show("dup", "-", 0, b"\x80\x02]2K\x01a\x86.")
show("existing", "-", 0, b"\x80\x02cwriting_models\nPlain\n}b.")
