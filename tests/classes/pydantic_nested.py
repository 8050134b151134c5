"""Models of pydantic 2 in each other."""
# python: 3.8+
# needs: pydantic>=2
import datetime
import decimal
import uuid
from enum import Enum
from typing import Dict, List, Optional

from pydantic import BaseModel, Field


class Status(Enum):
    OPEN = "open"
    PAID = "paid"


class Line(BaseModel):
    name: str
    price: decimal.Decimal
    amount: int = 1


class Sample(BaseModel):
    id: uuid.UUID
    status: Status = Status.OPEN
    lines: List[Line] = Field(default_factory=list)
    at: Optional[datetime.datetime] = None
    by_name: Dict[str, Line] = {}


def samples():
    lines = [Line(name="apple", price="0.50"), Line(name="pear", price="0.75", amount=2)]
    at = datetime.datetime(2024, 2, 29, 12, 30)
    named = {"plum": Line(name="Mirabelle", price="1.25", amount=3)}
    full = Sample(id=uuid.UUID(int=2), status=Status.PAID, lines=lines, at=at, by_name=named)
    return [Sample(id=uuid.UUID(int=1)), full]
