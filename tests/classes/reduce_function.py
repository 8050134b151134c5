"""`__reduce__` to a call of a function of the module."""
# python: 3.6+


class Sample:
    number: int
    text: str

    def __reduce__(self):
        return rebuild, (self.number, self.text)


def rebuild(number, text):
    sample = Sample()
    sample.number = number
    sample.text = text
    return sample


def samples():
    return [rebuild(1, "one"), rebuild(2, "")]
