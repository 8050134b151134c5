"""A subclass of `SimpleNamespace`."""
# python: 3.6+
from types import SimpleNamespace


class Sample(SimpleNamespace):
    pass


def samples():
    noted = Sample(number=1)
    noted.note = "set later"
    return [Sample(), noted]
