"""The verdict on a value that Rust dumped and this Python loaded."""
import os
import pickle
import re

import matrix
from compare import Difference, check_same

LOSSES = "nothing is lost but what Python loses"


def check(style, expected, actual, protocol):
    """Raises a `Difference` where `actual` is not what is expected.

    Some classes lose something on the way through Python's own pickle, and their style says so: then what comes out of
    that is as good.
    """
    try:
        check_same(expected, actual, style)
    except Difference:
        if LOSSES not in notes(style, "compare"):
            raise
        check_same(pickle.loads(pickle.dumps(expected, protocol)), actual, style)


def is_measured(style):
    """Whether what Rust dumps is to be no longer than Python's own: not where versions have forms of different lengths."""
    return "writes the form of another Python" not in notes(style, "rust")


def notes(style, key):
    """The lines `# key: note` of a style's source; a module that is no style has none."""
    path = os.path.join(matrix.CLASSES, style + ".py")
    if not os.path.exists(path):
        return []
    with open(path, "rb") as source:
        return re.findall("^# %s: (.*)$" % key, source.read().decode("utf-8"), re.M)
