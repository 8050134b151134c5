"""A dataclass of pydantic 2: its state is its `__dict__`."""
# python: 3.8+
# needs: pydantic>=2
import datetime
from typing import List, Optional

from pydantic import Field
from pydantic.dataclasses import dataclass


@dataclass
class Sample:
    number: int
    tags: List[str] = Field(default_factory=list)
    due: Optional[datetime.date] = None


def samples():
    return [Sample(1), Sample(2, ["two"], datetime.date(2024, 2, 29))]
