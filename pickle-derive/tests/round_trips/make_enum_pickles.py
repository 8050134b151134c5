"""Writes enum_pickles.rs: enums, flags, unions and literals, as several versions of CPython write them.

It runs CPython 2.7, 3.6, 3.11.2 and 3.13; 2.7 has no enums.
"""
from __future__ import print_function

import os
import pickle
import subprocess
import sys

sys.modules["shop"] = sys.modules["__main__"]


def in_shop(cls):
    cls.__module__ = "shop"
    return cls


@in_shop
class Customer(object):
    def __init__(self, name):
        self.name = name


@in_shop
class Contract(object):
    def __init__(self, strike):
        self.strike = strike


@in_shop
class Stock(Contract):
    def __init__(self, strike, exchange):
        Contract.__init__(self, strike)
        self.exchange = exchange


@in_shop
class Bond(Contract):
    pass


@in_shop
class Refund(object):
    def __init__(self, cents):
        self.cents = cents

    def __reduce__(self):
        return refund, (self.cents,)


def refund(cents):
    return Refund(cents)


refund.__module__ = "shop"

UNION = [3, True, 2.5, u"text", None, Customer(u"Ann"), [1], (1, u"a"), {u"a": 1}, Refund(5)]
FAMILY = [Contract(1), Stock(2, u"NYSE"), Bond(3)]
LITERALS = [u"open", 1, True, b"raw", None]

PICKLES = {"UNION": UNION, "FAMILY": FAMILY, "LITERALS": LITERALS}

if sys.version_info >= (3,):
    import datetime
    import enum

    @in_shop
    class Permission(enum.Flag):
        EXECUTE = 1
        WRITE = 2
        READ = 4
        ALL = 7

    @in_shop
    class Style(enum.IntFlag):
        BOLD = 1
        ITALIC = 2
        DIM = 8

    @in_shop
    class Level(enum.IntEnum):
        LOW = 1
        HIGH = 2

    @in_shop
    class Named(enum.Enum):
        FIRST = object()

        def __reduce_ex__(self, protocol):
            return getattr, (Named, self._name_)

    @in_shop
    class Odd(enum.Enum):
        NOTHING = None
        LISTED = [1, 2]
        MAPPED = {"k": 1, "l": 2}
        DAY = datetime.date(2020, 1, 2)

    PICKLES.update({
        "READ": Permission.READ,
        "READ_WRITE": Permission.READ | Permission.WRITE,
        "ALL": Permission.ALL,
        "NO_PERMISSION": Permission(0),
        "STYLE": Style.BOLD | Style.ITALIC | Style.DIM,
        "STYLE_UNKNOWN": Style(64),
        "LEVELS": [Level.LOW, Level.HIGH],
        "NAMED": [Named.FIRST, Named.FIRST],
        "ODD": list(Odd),
    })

INTERPRETERS = {
    "2.7": ("~/.pyenv/versions/2.7.18/bin/python", 2),
    "3.6": ("~/.pyenv/versions/3.6.15/bin/python", 4),
    "3.11.2": ("/usr/bin/python3", 4),
    "3.13": ("~/.pyenv/versions/3.13.0/bin/python", 4),
}


def literal(data):
    def character(byte):
        return chr(byte) if 32 <= byte < 127 and chr(byte) not in '"\\' else "\\x%02x" % byte

    return "".join(character(byte) for byte in bytearray(data))


def print_pickles(protocol):
    for name in sorted(PICKLES):
        print(name, literal(pickle.dumps(PICKLES[name], protocol)), sep="\t")


def pickles_by_version():
    """For each name the distinct pickles, each with the versions that write it."""
    pickles = {}
    for version, (interpreter, protocol) in INTERPRETERS.items():
        command = [os.path.expanduser(interpreter), __file__, str(protocol)]
        output = subprocess.run(command, check=True, stdout=subprocess.PIPE, universal_newlines=True).stdout
        for line in output.splitlines():
            name, text = line.split("\t")
            pickles.setdefault(name, {}).setdefault(text, []).append(version)
    return pickles


def main():
    if len(sys.argv) == 2:
        return print_pickles(int(sys.argv[1]))
    text = "//! What make_enum_pickles.py makes with several versions of CPython.\n\n"
    for name, by_version in sorted(pickles_by_version().items()):
        text += "pub(crate) const %s: [&[u8]; %d] = [\n" % (name, len(by_version))
        for pickled, versions in by_version.items():
            text += '    // %s\n    b"%s",\n' % (", ".join(versions), pickled)
        text += "];\n"
    with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "enum_pickles.rs"), "w") as file:
        file.write(text)


main()
