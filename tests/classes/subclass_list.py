"""A subclass of `list`."""
# python: 3.6+


class Sample(list):
    pass


def samples():
    noted = Sample([1, 'two', [3]])
    noted.note = "set later"
    return [Sample(), noted]
