"""A `msgspec.Struct`: a call of the class with all fields, by position."""
# python: 3.8+
# needs: msgspec
import datetime
from typing import Dict, List, Optional

import msgspec


class Sample(msgspec.Struct):
    number: int
    text: str = "default"
    rows: List[List[int]] = []
    due: Optional[datetime.date] = None
    prices: Dict[str, float] = msgspec.field(default_factory=dict)


def samples():
    return [Sample(1), Sample(2, "two", [[3], [4, 5]], datetime.date(2024, 2, 29), {"apple": 0.5})]
