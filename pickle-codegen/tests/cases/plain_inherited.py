"""Attributes of bases, where the constructor reaches them."""


class Base:
    kind: str = "base"

    def __init__(self, number: int) -> None:
        self.number = number


class Calls(Base):
    def __init__(self, number: int, text: str) -> None:
        super().__init__(number)
        self.text = text


class CallsNot(Base):
    def __init__(self, text: str) -> None:
        self.text = text


class Inherits(Base):
    extra_size: int


class Left(Base):
    left: int


class Right(Base):
    right: int


class Diamond(Left, Right):
    bottom: int
