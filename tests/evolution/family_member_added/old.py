"""A class more in a family."""

from dataclasses import dataclass


@dataclass
class Payment:  # pickle: family
    amount: int


@dataclass
class Cash(Payment):
    currency: str


@dataclass
class Account:
    payment: Payment


def samples():
    return [Account(Payment(1)), Account(Cash(2, "EUR"))]
