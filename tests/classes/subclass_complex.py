"""A subclass of `complex`."""
# python: 3.6+


class Sample(complex):
    pass


def samples():
    noted = Sample(0, -0.5)
    noted.note = "set later"
    return [Sample(1.0, 2.0), noted]
