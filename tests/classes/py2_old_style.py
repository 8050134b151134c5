"""An old-style class of Python 2: `INST` and `OBJ`."""
# python: 2.7


class Sample:
    def __init__(self):
        self.number = 1
        self.text = u"text"


def samples():
    other = Sample()
    other.number = 2
    other.text = u"\xe9"
    return [Sample(), other]
