"""A class that is called again, and was not."""

class Account:
    def __init__(self, number: int) -> None:
        self.number = number


def samples():
    return [Account(7)]
