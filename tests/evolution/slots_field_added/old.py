"""A slot more."""

class Account:
    __slots__ = ("number",)

    def __init__(self, number: int) -> None:
        self.number = number


def samples():
    return [Account(7)]
