"""`__reduce__` with arguments and a state."""
# python: 3.6+


class Sample:
    number: int
    text: str
    tags: list

    def __init__(self, number: int) -> None:
        self.number = number

    def __reduce__(self):
        return Sample, (self.number,), {"text": self.text, "tags": self.tags}


def samples():
    one, two = Sample(1), Sample(2)
    one.text, one.tags = "one", []
    two.text, two.tags = "two", [1, "a", None]
    return [one, two]
