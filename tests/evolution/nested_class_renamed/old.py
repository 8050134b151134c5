"""A class in a class with another name."""

from dataclasses import dataclass


class Bank:
    @dataclass
    class Account:
        number: int


def samples():
    return [Bank.Account(7)]
