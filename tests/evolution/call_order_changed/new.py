"""A class that is called again takes its arguments in another order."""

class Account:
    def __init__(self, height: int, width: int) -> None:
        self.height = height
        self.width = width

    def __reduce__(self):
        return Account, (self.height, self.width,)


def samples():
    return [Account(3, 4)]
