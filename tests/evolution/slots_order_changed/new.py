"""The same slots in another order."""

class Account:
    __slots__ = ("name", "number",)

    def __init__(self, name: str, number: int) -> None:
        self.name = name
        self.number = number


def samples():
    return [Account("a", 7)]
