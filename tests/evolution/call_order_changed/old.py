"""A class that is called again takes its arguments in another order."""

class Account:
    def __init__(self, width: int, height: int) -> None:
        self.width = width
        self.height = height

    def __reduce__(self):
        return Account, (self.width, self.height,)


def samples():
    return [Account(1, 2)]
