"""A plain class with its attributes annotated in the body."""
# python: 3.6+


class Sample:
    number: int
    ratio: float
    flag: bool
    text: str

    def __init__(self, number, ratio, flag, text):
        self.number = number
        self.ratio = ratio
        self.flag = flag
        self.text = text


def samples():
    return [Sample(1, 0.5, True, "one"), Sample(-1, -0.0, False, "it's \"two\"\n\\")]
