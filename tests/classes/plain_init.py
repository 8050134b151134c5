"""A plain class whose `__init__` has the types."""
# python: 3.6+
from typing import List


class Sample:
    def __init__(self, number: int, text: str = "none", tags: List[str] = ()) -> None:
        self.number = number
        self.text = text
        self.tags = list(tags)
        self.count: int = len(self.tags)
        self.ready = False


def samples():
    return [Sample(2 ** 31), Sample(-2 ** 31, "two", ["a", "b"])]
