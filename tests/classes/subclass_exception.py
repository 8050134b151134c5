"""A subclass of `Exception`."""
# python: 3.6+


class Sample(Exception):
    pass


def samples():
    noted = Sample('message', 2)
    noted.note = "set later"
    return [Sample('x'), noted]
