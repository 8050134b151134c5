"""Checks that pickles load in this Python as what the samples are, and are no longer than its own.

    python verify.py DIRECTORY...

loads every DIRECTORY/pN/STYLE/*.pickle that this Python can, prints what differs and exits with 1 if something does.
The names end in the protocol of the pickle that Rust loaded, as in 3.6.15-p0.pickle.
"""
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


def main(directories):
    failures = 0
    for style in filter(matrix.is_verified_here, matrix.style_names()):
        for directory in directories:
            for protocol in matrix.PROTOCOLS:
                failures += verify_all(style, os.path.join(directory, "p%d" % protocol, style), protocol)
    return min(failures, 1)


def verify_all(style, directory, protocol):
    names = sorted(os.listdir(directory)) if os.path.isdir(directory) else []
    return sum(not verify(style, os.path.join(directory, name), protocol) for name in names)


def verify(style, path, protocol):
    with open(path, "rb") as file:
        content = file.read()
    try:
        expected = matrix.pickled_value(style)
        value = pickle.loads(content)
        judge.check(style, expected, value, min(protocol, protocol_of(os.path.basename(path))))
        if judge.is_measured(style) and is_measured(os.path.basename(path), protocol):
            check_length(content, value, protocol)
        return True
    except Difference as difference:
        print("%s: %s" % (path, difference))
    except Exception:
        print("%s: %s" % (path, traceback.format_exc(0).strip().splitlines()[-1]))
    return False


def is_measured(name, protocol):
    """Not between protocols, as a field of any type keeps the spelling that it was loaded from, nor with Python 2, which
    has a shorter opcode for its strings and keeps no empty ones in mind."""
    return sys.version_info[0] == 3 and name.endswith("-p%d.pickle" % protocol) and not name.startswith("2.7")


def protocol_of(name):
    return int(name[: -len(".pickle")].rpartition("-p")[2])


def check_length(content, value, protocol):
    """Python's own pickle of the same object is the measure, where it makes one."""
    try:
        own = len(pickle.dumps(value, protocol))
    except TypeError:
        return
    if len(content) > own:
        raise Difference("%d bytes, of Python %d" % (len(content), own))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
