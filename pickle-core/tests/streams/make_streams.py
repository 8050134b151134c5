"""Writes streams.txt: what one Pickler writes when it dumps several objects, at each protocol of several Pythons.

Run by each Python of VERSIONS, with --append for all but the first:
    ~/.pyenv/versions/2.7.18/bin/python make_streams.py > streams.txt
    for v in 3.6.15 3.13.0; do ~/.pyenv/versions/$v/bin/python make_streams.py >> streams.txt; done

A line is: name, version, protocol, the pickles one after another in hexadecimal.
"""

from __future__ import print_function, unicode_literals

import binascii
import io
import pickle
import sys

from models import Order, Person


def carried(pickler):
    """Later objects are made of earlier ones."""
    ada = Person("Ada Lovelace")
    names = ["spam", "eggs"]
    pickler.dump(ada)
    pickler.dump(names)
    pickler.dump(Order(1, ada))
    pickler.dump([names, names, ada])
    pickler.dump(names[0])


def zodb(pickler):
    """A record of ZODB: the class, and the state, which refers to the memo of the first pickle."""
    pickler.dump(Person)
    pickler.dump({"name": "Ada", "kind": Person})


def many(pickler):
    """More than 256 entries in the memo, so that references need the long form."""
    lists = [[number] for number in range(300)]
    pickler.dump(lists)
    pickler.dump(lists[0])
    pickler.dump(lists[299])


def cleared(pickler):
    """The memo is cleared between the two."""
    names = ["spam"]
    pickler.dump(names)
    pickler.clear_memo()
    pickler.dump([names, names])


def fast(pickler):
    """No memo at all."""
    pickler.fast = True
    names = ["spam"]
    pickler.dump([names, names, "a", "a", {"k": (1, 2, 3, 4), "t": ()}, len, set([1]), Person])


for make in (carried, zodb, many, cleared, fast):
    for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
        stream = io.BytesIO()
        make(pickle.Pickler(stream, protocol))
        version = "%d.%d" % sys.version_info[:2]
        print(make.__name__, version, protocol, binascii.hexlify(stream.getvalue()).decode("ascii"))
