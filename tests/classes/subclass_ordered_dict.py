"""A subclass of `OrderedDict`."""
# python: 3.6+
from collections import OrderedDict


class Sample(OrderedDict):
    pass


def samples():
    noted = Sample([('z', 1), ('a', 2)])
    noted.note = "set later"
    return [Sample(), noted]
