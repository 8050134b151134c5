"""An instance without an attribute that its class has a value for."""
# python: 3.6+


class Sample:
    number: int = 5
    text: str = "default"
    ratio: float = 0.5

    def __init__(self, text):
        self.text = text


def samples():
    full = Sample("full")
    full.number = 6
    full.ratio = 1.5
    return [full, Sample("text only")]
