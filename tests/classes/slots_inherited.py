"""`__slots__` of several classes, one of them private."""
# python: 3.6+


class Base:
    __slots__ = ("number", "__hidden")

    def __init__(self, number: int, hidden: str) -> None:
        self.number = number
        self.__hidden = hidden


class Sample(Base):
    __slots__ = ("text", "__weakref__")

    def __init__(self, number: int, hidden: str, text: str) -> None:
        super().__init__(number, hidden)
        self.text = text


def samples():
    return [Sample(1, "hidden", "one"), Sample(2, "", "two")]
