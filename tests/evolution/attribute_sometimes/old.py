"""Only some objects have an attribute that all had."""

class Account:
    def __init__(self, number: int) -> None:
        self.number = number
        self.debt: str = "a"


def samples():
    return [Account(7), Account(-7)]
