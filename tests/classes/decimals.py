"""`Decimal`, `UUID` and `complex`."""
# python: 3.7+
from dataclasses import dataclass
from decimal import Decimal
from typing import Dict, List
from uuid import UUID


@dataclass
class Sample:
    price: Decimal
    prices: List[Decimal]
    key: UUID
    names: Dict[UUID, str]
    point: complex


def samples():
    return [
        Sample(Decimal("1.50"), [], UUID(int=0), {}, 0j),
        Sample(
            Decimal("-0E-7"),
            [Decimal("NaN"), Decimal("-Infinity"), Decimal("1E+999"), Decimal(10) ** 30],
            UUID("12345678-1234-5678-1234-567812345678"),
            {UUID(int=2 ** 128 - 1): "last", UUID(int=1): "first"},
            complex(-1.5, 2.5),
        ),
    ]
