"""Attributes that `__init__` assigns on some of its ways only, or that an instance leaves to its class."""
# python: 3.6+
from decimal import Decimal
from typing import Optional


class Sample:
    price: Decimal = Decimal("9.5")
    unit = "piece"

    def __init__(self, number: int, unit: Optional[str] = None) -> None:
        self.number = number
        if unit is not None:
            self.unit = unit
        try:
            self.share = 100 // number
        except ZeroDivisionError:
            self.error: str = "no share"
        if number > 1:
            self.size = "large"
        elif number == 1:
            self.size = "small"
        else:
            self.size = "none"
            return
        self.last: int = number


def samples():
    dear = Sample(3)
    dear.price = Decimal("19.5")
    return [Sample(0), Sample(1, "box"), Sample(2), dear]
