"""`__slots__`, all of them set."""
# python: 3.6+


class Sample:
    __slots__ = ("number", "text")

    def __init__(self, number: int, text: str) -> None:
        self.number = number
        self.text = text


def samples():
    return [Sample(1, "one"), Sample(2, "")]
