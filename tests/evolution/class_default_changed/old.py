"""Objects leave an attribute to their class, which has another value now."""

class Account:
    currency: str = "EUR"

    def __init__(self, number: int) -> None:
        self.number = number


def samples():
    return [Account(7)]
