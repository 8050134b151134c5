"""Attributes of the base class."""
# python: 3.6+


class Base:
    def __init__(self, number: int) -> None:
        self.number = number


class Middle(Base):
    ratio: float = 1.0


class Sample(Middle):
    def __init__(self, number: int, text: str) -> None:
        super().__init__(number)
        self.text = text


def samples():
    full = Sample(1, "one")
    full.ratio = 2.0
    return [full]
