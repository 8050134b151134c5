"""`__getstate__` and `__setstate__` over a tuple."""
# python: 3.6+


class Sample:
    number: int
    text: str

    def __init__(self, number: int, text: str) -> None:
        self.number = number
        self.text = text

    def __getstate__(self):
        return (self.number, self.text, 3)

    def __setstate__(self, state):
        self.number, self.text, _ = state


def samples():
    return [Sample(1, "one"), Sample(0, "")]
