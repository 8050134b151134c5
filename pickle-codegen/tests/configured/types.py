"""Classes that have Rust types already."""

from dataclasses import dataclass, field
from decimal import Decimal

import numpy as np


class Money:
    """It pickles itself in a way that the generator cannot tell."""

    def __reduce__(self):
        return make_money()


class Currency:
    def __init__(self) -> None:
        self.code = "EUR"


@dataclass
class Shape:  # pickle: family
    name: str


@dataclass
class Rect(Shape):
    width: int


@dataclass
class Square(Rect):
    """Inherits the fields of a class that is not generated."""


@dataclass
class Order:
    total: Money
    pixels: np.ndarray
    rate: Decimal
    quantity: int = 3
    note: str | None = None
    rates: dict[Decimal, list[np.ndarray]] = field(default_factory=dict)
    price: Money | int = 0
    shape: Shape | None = None


@dataclass
class Wallet:
    """As equal and as hashable as money is."""

    content: Money
    by_currency: dict[Money, str]


@dataclass
class Empty:
    currency: Currency = field(default_factory=Currency)
