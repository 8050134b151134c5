"""An alias of the `type` statement, as a value."""
# python: 3.12+
from typing import Any

type Numbers = list[int | float]


class Sample:
    def __init__(self, alias: Any, numbers: Numbers) -> None:
        self.alias = alias
        self.numbers = numbers


def samples():
    return [Sample(Numbers, [1, 2.5]), Sample(None, [])]
