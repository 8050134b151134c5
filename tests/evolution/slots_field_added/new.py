"""A slot more."""

class Account:
    __slots__ = ("number", "name",)

    def __init__(self, number: int, name: str) -> None:
        self.number = number
        self.name = name


def samples():
    return [Account(7, "a")]
