"""An old-style class of Python 2 with `__getinitargs__`."""
# python: 2.7


class Sample:
    def __init__(self, number, ratio):
        self.number = number
        self.ratio = ratio

    def __getinitargs__(self):
        return (self.number, self.ratio)


def samples():
    return [Sample(1, 0.5), Sample(2, -1.0)]
