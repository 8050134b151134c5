"""A subclass of `float`."""
# python: 3.6+


class Sample(float):
    pass


def samples():
    noted = Sample(-0.0)
    noted.note = "set later"
    return [Sample(1.5), noted]
