"""A class of `@attr.s`: its state is its `__dict__`."""
# python: 3.8+
# needs: attrs
import datetime
from typing import List, Optional

import attr


@attr.s
class Sample:
    number: int = attr.ib()
    tags: List[str] = attr.ib(factory=list)
    due = attr.ib(default=None, type=Optional[datetime.date])


def samples():
    late = Sample(2, ["two", "deux"], datetime.date(2024, 2, 29))
    late.note = "set from outside"
    return [Sample(1), late]
