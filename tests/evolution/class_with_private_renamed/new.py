"""A class with another name, which is part of the names of its private attributes."""

class Ledger:
    def __init__(self, pin: int) -> None:
        self.__pin = pin


def samples():
    return [Ledger(7)]


Account = Ledger
