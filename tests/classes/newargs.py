"""`__getnewargs__`: arguments for `__new__` from protocol 2 on."""
# python: 3.6+


class Sample(object):
    number: int
    text: str

    def __new__(cls, number: int, text: str) -> "Sample":
        self = object.__new__(cls)
        self.number = number
        self.text = text
        return self

    def __getnewargs__(self):
        return (self.number, self.text)


def samples():
    return [Sample(1, "one"), Sample(2, "")]
