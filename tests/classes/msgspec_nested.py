"""Structs of msgspec in each other."""
# python: 3.8+
# needs: msgspec
import datetime
import decimal
import uuid
from typing import Dict, List, Optional

import msgspec


class Line(msgspec.Struct):
    name: str
    price: decimal.Decimal
    amount: int = 1


class Address(msgspec.Struct, frozen=True, kw_only=True):
    city: str
    street: Optional[str] = None


class Sample(msgspec.Struct):
    id: uuid.UUID
    lines: List[Line] = []
    ship_to: Optional[Address] = None
    at: Optional[datetime.datetime] = None
    by_name: Dict[str, Line] = {}


def samples():
    lines = [Line("apple", decimal.Decimal("0.50")), Line("pear", decimal.Decimal("0.75"), 2)]
    at = datetime.datetime(2024, 2, 29, 12, 30)
    named = {"plum": Line("Mirabelle", decimal.Decimal("1.25"), 3)}
    return [Sample(uuid.UUID(int=1)), Sample(uuid.UUID(int=2), lines, Address(city="Basel"), at, named)]
