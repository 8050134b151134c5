"""A subclass of `int`."""
# python: 3.6+


class Sample(int):
    pass


def samples():
    noted = Sample(2 ** 40)
    noted.note = "set later"
    return [Sample(-5), noted]
