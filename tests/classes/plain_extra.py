"""Attributes that the class does not know are kept, in order."""
# python: 3.6+


class Sample:
    number: int

    def __init__(self, number):
        self.number = number


def samples():
    later = Sample(2)
    later.zebra = [1, 2.0, None]
    later.added = "afterwards"
    later.inner = Sample(3)
    later.inner.deep = {"deep": Sample(4)}
    return [Sample(1), later]
