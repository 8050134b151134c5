"""A subclass of `deque`."""
# python: 3.6+
from collections import deque


class Sample(deque):
    pass


def samples():
    noted = Sample([1, 2], 5)
    noted.note = "set later"
    return [Sample('abc'), noted]
