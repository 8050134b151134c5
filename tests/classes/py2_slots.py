"""`__slots__` in Python 2."""
# python: 2.7


class Sample(object):
    __slots__ = ("number", "other")

    def __init__(self, number, other):
        self.number = number
        self.other = other


def samples():
    return [Sample(1, None), Sample(2, u"two")]
