"""Loads the dumps of the Rust types from the standard input and says which are not what Python itself would load.

A line has a name, a protocol, the dump of the value and the dump of a list that has the value twice, both in hex.
"""
import array
import binascii
import collections
import functools
import pickle
import sys
import types

from values import values

VALUES = values()


def check_line(line):
    """What is wrong with the dumps of a line; nothing, if this Python does not have the value."""
    name, protocol, dump, twice = line.rstrip("\n").split("|")
    if name not in VALUES or int(protocol) > pickle.HIGHEST_PROTOCOL:
        return None
    wrong = check(VALUES[name], int(protocol), binascii.unhexlify(dump), binascii.unhexlify(twice))
    return "%s at protocol %s: %s" % (name, protocol, wrong) if wrong else ""


def check(value, protocol, dump, twice):
    # What the protocol loses, Python loses too.
    expected = pickle.loads(pickle.dumps(value, protocol))
    loaded = [pickle.loads(dump)] + pickle.loads(twice)
    if [facts(each) for each in loaded] != [facts(expected)] * 3:
        return "expected %r, found %r" % (expected, loaded)
    by_python = pickle.dumps([value, value], protocol)
    if is_comparable(value) and len(twice) > len(by_python):
        return "%r is longer than %r" % (twice, by_python)
    return None


#: What can change is written once more for each place, as Rust values have no identity.
CHANGING = (
    dict,
    collections.deque,
    array.array,
    slice,
    tuple,
    BaseException,
    functools.partial,
    getattr(types, "SimpleNamespace", dict),
)


def is_comparable(value):
    """Only what never changes is shared. Old Pythons write text and IPv6 shorter than newer ones can load or write."""
    is_ipv6 = type(value).__name__ == "IPv6Address"
    return not isinstance(value, CHANGING) and sys.version_info >= ((3, 12) if is_ipv6 else (3, 8))


def facts(value):
    """What makes a value what it is; `==` compares neither types nor `fold`, and takes no NaN for equal."""
    if isinstance(value, dict):
        return type(value), list(value.items()), facts(getattr(value, "default_factory", None))
    if isinstance(value, functools.partial):
        return type(value), value.func, value.args, value.keywords, value.__dict__
    if type(value).__name__ in ("Pattern", "SRE_Pattern"):
        return type(value), value.pattern, value.flags
    if type(value).__name__ == "PureWindowsPath":
        return type(value), str(value)
    if type(value).__name__ == "ZoneInfo":
        return type(value), repr(value), value is type(value)(value.key)
    attributes = value.__dict__ if isinstance(value, (tuple, BaseException)) and hasattr(value, "__dict__") else None
    return type(value), repr(value), getattr(value, "is_safe", None), attributes


results = [check_line(line) for line in sys.stdin]
print("\n".join(sorted(filter(None, results))))
print("%d dumps checked" % len([result for result in results if result is not None]))
sys.exit(any(results))
