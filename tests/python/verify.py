"""Checks that pickles load in this Python as what the samples are: same types, equal values, same sharing.

    python verify.py DIRECTORY...

loads every DIRECTORY/pN/STYLE/*.pickle that this Python can, prints what differs and exits with 1 if something does.
"""
import os
import sys
import traceback

import matrix
from compare import Difference, check_same

if sys.version_info[0] == 2:
    import cPickle as pickle
else:
    import pickle


def main(directories):
    failures = 0
    for style in matrix.style_names():
        for directory in directories:
            for protocol in matrix.PROTOCOLS:
                failures += verify_all(style, os.path.join(directory, "p%d" % protocol, style))
    return min(failures, 1)


def verify_all(style, directory):
    names = sorted(os.listdir(directory)) if os.path.isdir(directory) else []
    return sum(not verify(style, os.path.join(directory, name)) for name in names)


def verify(style, path):
    try:
        with open(path, "rb") as file:
            check_same(matrix.pickled_value(style), pickle.load(file), style)
        return True
    except Difference as difference:
        print("%s: %s" % (path, difference))
    except Exception:
        print("%s: %s" % (path, traceback.format_exc(0).strip().splitlines()[-1]))
    return False


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
