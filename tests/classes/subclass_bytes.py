"""A subclass of `bytes`."""
# python: 3.6+


class Sample(bytes):
    pass


def samples():
    noted = Sample(b'ab\xff')
    noted.note = "set later"
    return [Sample(b''), noted]
