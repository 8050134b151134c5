"""The class has an attribute more, which its objects leave to it."""

class Account:
    """An account."""

    def __init__(self, number: int) -> None:
        self.number = number


def samples():
    return [Account(7)]
