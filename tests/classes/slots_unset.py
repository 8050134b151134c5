"""`__slots__`, some or none of them set."""
# python: 3.6+
from typing import Optional


class Sample:
    __slots__ = ["number", "text", "other"]

    number: int
    text: Optional[str]
    other: Optional[int]


def samples():
    some = Sample()
    some.number = 1
    some.text = None
    full = Sample()
    full.number = 2
    full.text = "two"
    full.other = 3
    return [full, some, Sample()]
