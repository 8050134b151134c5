"""Checks that pickles which Rust transcoded load in this Python as what they were.

    python transcode.py FILE

A line of the file is the module of the classes in the pickle, a name, the Python that made it, the protocol, the pickle
before and after, both in hexadecimal, with tabs between. Prints what differs and exits with 1 if something does. What
another Python made and this one does not load is no difference.
"""
import binascii
import importlib
import os
import sys
import traceback

import judge
import matrix
from compare import Difference

if sys.version_info[0] == 2:
    import cPickle as pickle
else:
    import pickle

TESTS = os.path.dirname(matrix.CLASSES)
CORE = os.path.join(os.path.dirname(TESTS), "pickle-core", "tests")
sys.path += [os.path.join(CORE, "data"), os.path.join(CORE, "pystd")]
sys.path += [os.path.join(os.path.dirname(TESTS), "examples"), os.path.join(TESTS, "readme"), os.path.join(TESTS, "peer_failures")]
sys.setrecursionlimit(10000)


class Persistent(object):
    """What a persistent id stands for here."""

    def __init__(self, pid):
        self.pid = pid

    def __reduce__(self):
        return Persistent, (self.pid,)


def loads(data):
    if sys.version_info[0] == 2:
        return pickle.loads(data)
    import io

    class Unpickler(pickle.Unpickler):
        def persistent_load(self, pid):
            return Persistent(pid)

    return Unpickler(io.BytesIO(data)).load()


def load(style, data):
    """What a pickle in hexadecimal holds."""
    # An extension code is known as soon as the module of its class is.
    importlib.import_module(style)
    return loads(binascii.unhexlify(data))


def is_made_here(maker):
    """Whether this is the Python, or one of its minor version where no more is known."""
    return (matrix.LABEL + ".").startswith(maker + ".")


def is_loaded(style, data):
    """Whether this Python has the style, and loads the pickle."""
    is_style = os.path.exists(os.path.join(matrix.CLASSES, style + ".py"))
    if is_style and not matrix.runs_here(style):
        return False
    try:
        load(style, data)
        return True
    except Exception:
        return False


def check(line):
    """What is wrong with a line, or nothing."""
    style, name, maker, protocol, before, after = line.rstrip("\n").split("\t")
    if int(protocol) > pickle.HIGHEST_PROTOCOL or not (is_made_here(maker) or is_loaded(style, before)):
        return None
    try:
        judge.check(style, load(style, before), load(style, after), int(protocol))
    except Difference as difference:
        return "%s %s at protocol %s: %s" % (style, name, protocol, difference)
    except Exception:
        reason = traceback.format_exc(0).strip().splitlines()[-1]
        return "%s %s at protocol %s: %s" % (style, name, protocol, reason)
    return ""


if __name__ == "__main__":
    if sys.version_info[0] == 3:
        import copyreg

        for code, name in [(5, "Plain"), (300, "Items"), (70000, "Entries")]:
            copyreg.add_extension("writing_models", name, code)
    with open(sys.argv[1]) as lines:
        failures = [failure for failure in map(check, lines) if failure]
    print("\n".join(failures))
    sys.exit(bool(failures))
