"""`__getstate__` and `__setstate__` that name each attribute."""
# python: 3.6+


class Sample:
    number: int
    text: str

    def __init__(self, number: int, text: str) -> None:
        self.number = number
        self.text = text

    def __getstate__(self):
        return {"number": self.number, "text": self.text}

    def __setstate__(self, state):
        self.number = state["number"]
        self.text = state["text"]


def samples():
    return [Sample(1, "one"), Sample(0, "")]
