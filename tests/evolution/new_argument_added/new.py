"""An argument of `__new__` more."""

class Account:
    def __new__(cls, number: int, name: str):
        self = super().__new__(cls)
        self.number = number
        self.name = name
        return self

    def __getnewargs__(self):
        return (self.number, self.name,)


def samples():
    return [Account(7, "a")]
