"""The class has an attribute less, which its objects left to it."""

class Account:
    """An account."""

    def __init__(self, number: int) -> None:
        self.number = number


def samples():
    return [Account(7)]
