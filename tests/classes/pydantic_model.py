"""A model of pydantic 2, with the names of the fields that were set."""
# python: 3.8+
# needs: pydantic>=2
import datetime
from typing import Dict, List, Optional

from pydantic import BaseModel


class Sample(BaseModel):
    number: int
    text: str = "default"
    rows: List[List[int]] = []
    due: Optional[datetime.date] = None
    prices: Dict[str, float] = {}


def samples():
    full = Sample(number=3, text="three", rows=[[4], [5, 6]], due=datetime.date(2024, 2, 29), prices={"apple": 0.5})
    return [Sample(number=1), Sample(number=2, text="two"), full]
