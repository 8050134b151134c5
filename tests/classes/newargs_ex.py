"""`__getnewargs_ex__`: keyword arguments for `__new__`."""
# python: 3.6+


class Sample(object):
    number: int
    text: str
    flag: bool

    def __new__(cls, number: int, *, text: str, flag: bool) -> "Sample":
        self = object.__new__(cls)
        self.number = number
        self.text = text
        self.flag = flag
        return self

    def __getnewargs_ex__(self):
        return (self.number,), {"text": self.text, "flag": self.flag}


def samples():
    return [Sample(1, text="one", flag=True), Sample(2, text="", flag=False)]
