"""The class has another name."""

from dataclasses import dataclass


@dataclass
class Ledger:
    number: int


def samples():
    return [Ledger(7)]
