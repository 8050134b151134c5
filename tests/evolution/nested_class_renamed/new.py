"""A class in a class with another name."""

from dataclasses import dataclass


class Bank:
    @dataclass
    class Ledger:
        number: int


def samples():
    return [Bank.Ledger(7)]
