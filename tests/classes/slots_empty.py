"""`__slots__ = ()` has no state, so every protocol can write it."""
# python: 2.7, 3.6+


class Sample(object):
    __slots__ = ()


def samples():
    return [Sample(), Sample()]
