"""A plain class without any annotation, in Python 2 and 3."""
# python: 2.7, 3.6+


class Sample(object):
    def __init__(self, value, other):
        self.value = value
        self.other = other
        self.count = 0


def samples():
    return [Sample(1, None), Sample(2.5, [True, -1]), Sample({3: (4, 5)}, Sample(None, None))]
