"""A subclass of `bytearray`."""
# python: 3.6+


class Sample(bytearray):
    pass


def samples():
    noted = Sample(b'ab\xff')
    noted.note = "set later"
    return [Sample(b''), noted]
