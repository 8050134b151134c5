"""`__slots__` over a class with a `__dict__`, both used."""
# python: 3.6+


class Base:
    def __init__(self, text: str) -> None:
        self.text = text


class Sample(Base):
    __slots__ = ("number",)

    def __init__(self, text: str, number: int) -> None:
        super().__init__(text)
        self.number = number


def samples():
    return [Sample("one", 1), Sample("two", 2)]
