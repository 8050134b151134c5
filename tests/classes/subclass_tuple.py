"""A subclass of `tuple`."""
# python: 3.6+


class Sample(tuple):
    pass


def samples():
    noted = Sample((1, 'two', None))
    noted.note = "set later"
    return [Sample(()), noted]
