# -*- coding: utf-8 -*-
"""The values that cross between Rust and Python 2, by name; `same` says when two are the same to Python 2."""

import collections
import datetime
import decimal


class Old:
    """An old-style class."""


class New(object):
    """A new-style class."""


def instance(made, **attributes):
    made.__dict__.update(attributes)
    return made


integers = (int, type(2**100))

SHARED = [u"shared"]

VALUES = {
    "none": None,
    "bools": [True, False],
    "ints": [0, 1, -1, 255, 65536, -(2**31), 2**31, 2**62, -(2**63), 2**100],
    "floats": [0.0, -0.0, 1.5, 1e300, float("inf")],
    "complex": 1.5 - 2j,
    "unicode": u"Stra\xdfe \u65e5\u672c \U0001f600\n\\u",
    "surrogates": u"caf\udce9\ud800",
    "str": b"caf\xe9\x00\n'\"\\",
    "ascii": b"ascii",
    "bytearray": bytearray(b"\x00\xff"),
    "list": [1, [u"two"], []],
    "tuples": ((), (1,), (1, 2), (1, 2, 3), (1, 2, 3, 4)),
    "dict": {u"a": 1, u"\xe9": [2]},
    "str_dict": {b"a": b"\xff", b"\xe9": b""},
    "set": set([1, 2]),
    "frozenset": frozenset([u"x"]),
    "ordered": collections.OrderedDict([(u"b", 1), (u"a", 2)]),
    "date": datetime.date(2024, 2, 29),
    "datetime": datetime.datetime(2024, 2, 29, 23, 59, 58, 123456),
    "timedelta": datetime.timedelta(-1, 2, 3),
    "decimal": decimal.Decimal("1.50"),
    "shared": [SHARED, SHARED],
    "new": instance(New(), name=u"M\xfc\xdfe", photo=b"\xff\xd8"),
    "old": instance(Old(), name=u"M\xfc\xdfe", photo=b"\xff\xd8"),
}


def same(one, other):
    """Equal, of the same types throughout (but an int may be a long), with the same objects shared."""
    if isinstance(one, integers) and isinstance(other, integers):
        return one == other and isinstance(one, bool) is isinstance(other, bool)
    if type(one) is not type(other):
        return False
    if isinstance(one, (New, Old)):
        # Names of attributes may be unicode, as in what Python 3 writes; they are found all the same.
        attributes = one.__dict__, other.__dict__
        is_one = one.__class__ is other.__class__ and set(attributes[0]) == set(attributes[1])
        return is_one and all(same(attributes[0][name], attributes[1][name]) for name in attributes[0])
    if isinstance(one, (list, tuple)):
        identities = [[items[0] is item for item in items] for items in (one, other)]
        is_shared = type(one) is tuple or identities[0] == identities[1] or not isinstance(one[0], list)
        return len(one) == len(other) and is_shared and all(map(same, one, other))
    if isinstance(one, (dict, set, frozenset)):
        in_order = (lambda keys: list(keys)) if isinstance(one, collections.OrderedDict) else sorted
        keys = [in_order(keys) for keys in (one, other)]
        return same(keys[0], keys[1]) and (
            not isinstance(one, dict) or all(same(one[key], other[key]) for key in one)
        )
    return repr(one) == repr(other)
