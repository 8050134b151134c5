"""`__reduce__` to a call of a class method."""
# python: 3.6+


class Sample:
    number: int
    text: str

    @classmethod
    def make(cls, number: int, text: str) -> "Sample":
        self = cls()
        self.number = number
        self.text = text
        return self

    def __reduce__(self):
        return Sample.make, (self.number, self.text)


def samples():
    return [Sample.make(1, "one"), Sample.make(2, "")]
