"""A subclass of `UserList`: its items are an attribute."""
# python: 3.6+
from collections import UserList


class Sample(UserList):
    pass


def samples():
    noted = Sample([1, 'two'])
    noted.note = "set later"
    return [Sample(), noted]
