"""A binary tree: children are optional."""
# python: 3.6+
from typing import Optional


class Sample:
    def __init__(self, value: int, left: "Optional[Sample]" = None, right: "Optional[Sample]" = None) -> None:
        self.value = value
        self.left = left
        self.right = right


def samples():
    return [Sample(1, Sample(2, Sample(3)), Sample(4)), Sample(5)]
