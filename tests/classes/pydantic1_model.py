"""A model of pydantic 1."""
# python: 3.8+
# needs: pydantic<2
# codegen: --pydantic-version 1
import datetime
from typing import Dict, List, Optional

from pydantic import BaseModel, Field


class Line(BaseModel):
    name: str
    amount: int = 1


class Sample(BaseModel):
    number: int
    text: str = Field("default", alias="orderText")
    lines: List[Line] = []
    due: Optional[datetime.date] = None
    by_name: Dict[str, Line] = {}


def samples():
    lines = [Line(name="apple"), Line(name="pear", amount=2)]
    named = {"plum": Line(name="Mirabelle", amount=3)}
    full = Sample(number=3, orderText="three", lines=lines, due=datetime.date(2024, 2, 29), by_name=named)
    return [Sample(number=1), Sample(number=2, orderText="two"), full]
