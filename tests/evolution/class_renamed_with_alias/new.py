"""The class has another name, and the old one is kept."""

from dataclasses import dataclass


@dataclass
class Ledger:
    number: int


def samples():
    return [Ledger(7)]


Account = Ledger
