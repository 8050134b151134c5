"""A class that is called again has a parameter more, with a default."""

class Account:
    def __init__(self, number: int, name: str = "x") -> None:
        self.number = number
        self.name = name

    def __reduce__(self):
        return Account, (self.number, self.name,)


def samples():
    return [Account(8, "b")]
