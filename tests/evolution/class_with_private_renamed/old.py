"""A class with another name, which is part of the names of its private attributes."""

class Account:
    def __init__(self, pin: int) -> None:
        self.__pin = pin


def samples():
    return [Account(7)]
