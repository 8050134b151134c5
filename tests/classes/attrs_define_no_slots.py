"""A class of `@define(slots=False)`: its state is its `__dict__`."""
# python: 3.8+
# needs: attrs
import datetime
from typing import List

from attrs import define, field


@define(slots=False)
class Sample:
    number: int
    at: datetime.datetime = datetime.datetime(1970, 1, 1)
    rows: List[List[int]] = field(factory=list)


def samples():
    return [Sample(1), Sample(2, datetime.datetime(2024, 2, 29, 12, 30), [[3], [], [4, 5]])]
