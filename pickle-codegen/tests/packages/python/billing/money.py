from decimal import Decimal
from typing import NamedTuple

from shop import base


class Money(NamedTuple):
    amount: Decimal
    currency: str


class Rate(base.Base):
    value: float


Amount = int | str | Money
