"""A class that is called again has a parameter more."""

class Account:
    def __init__(self, number: int) -> None:
        self.number = number

    def __reduce__(self):
        return Account, (self.number,)


def samples():
    return [Account(7)]
