"""`__getstate__` that returns the attributes as a tuple, and the `__setstate__` that takes it apart."""
# python: 3.6+


class Sample:
    def __init__(self, number: int, text: str) -> None:
        self.number = number
        self.text = text

    def __getstate__(self):
        return (self.text, self.number)

    def __setstate__(self, state):
        self.text, self.number = state


def samples():
    return [Sample(1, "one"), Sample(0, "")]
