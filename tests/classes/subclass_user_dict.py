"""A subclass of `UserDict`: its items are an attribute."""
# python: 3.6+
from collections import UserDict


class Sample(UserDict):
    pass


def samples():
    noted = Sample({'k': 1})
    noted.note = "set later"
    return [Sample(), noted]
