"""A class that is called again has a parameter more."""

class Account:
    def __init__(self, number: int, name: str) -> None:
        self.number = number
        self.name = name

    def __reduce__(self):
        return Account, (self.number, self.name,)


def samples():
    return [Account(8, "b")]
