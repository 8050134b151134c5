"""`__reduce__` to a call of the class."""
# python: 2.7, 3.6+


class Sample(object):
    def __init__(self, number, ratio):
        # type: (int, float) -> None
        self.number = number
        self.ratio = ratio

    def __reduce__(self):
        return (Sample, (self.number, self.ratio))


def samples():
    return [Sample(1, 0.5), Sample(2, -1.0)]
