"""Numbers, booleans and None."""
# python: 3.6+
from decimal import Decimal
from fractions import Fraction
from typing import Any, List, Optional


class Sample:
    ints: List[int]
    floats: List[float]
    flags: List[bool]
    nothing: Optional[int]
    point: complex
    price: Decimal
    ratio: Fraction
    huge: Any
    not_a_number: Any

    def __init__(self, ints: List[int], floats: List[float], flags: List[bool], point: complex, price: Decimal, ratio: Fraction) -> None:
        self.ints = ints
        self.floats = floats
        self.flags = flags
        self.nothing = None
        self.point = point
        self.price = price
        self.ratio = ratio
        self.huge = 2 ** 2100
        self.not_a_number = float("nan")


def samples():
    return [
        Sample([5, 256, 70000, 2 ** 40, -1], [1.5, float("inf")], [True, False], 1 + 2j, Decimal("1.50"), Fraction(1, 3)),
        Sample([], [], [], complex(-0.0, 0.5), Decimal("-Infinity"), Fraction(-7)),
    ]
