"""A subclass of `str`."""
# python: 3.6+


class Sample(str):
    pass


def samples():
    noted = Sample('h\u00e9')
    noted.note = "set later"
    return [Sample(''), noted]
