"""A field of a class with a `__dict__` gets a slot."""

class Account:
    __slots__ = ("number", "__dict__")
    
    def __init__(self, number: int, name: str) -> None:
        self.number = number
        self.name = name


def samples():
    return [Account(8, "b")]
