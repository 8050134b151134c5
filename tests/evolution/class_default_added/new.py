"""The class has an attribute more, which its objects leave to it."""

class Account:
    currency: str = "EUR"

    def __init__(self, number: int) -> None:
        self.number = number


def samples():
    own = Account(8)
    own.currency = "USD"
    return [Account(7), own]
