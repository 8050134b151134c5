"""A subclass of `set`."""
# python: 3.6+


class Sample(set):
    pass


def samples():
    noted = Sample([1, 2])
    noted.note = "set later"
    return [Sample(), noted]
