"""An argument of `__new__` more."""

class Account:
    def __new__(cls, number: int):
        self = super().__new__(cls)
        self.number = number
        return self

    def __getnewargs__(self):
        return (self.number,)


def samples():
    return [Account(7)]
