"""A cached property is an attribute as soon as it was read."""
# python: 3.8+
from functools import cached_property


class Sample:
    def __init__(self, number: int) -> None:
        self.number = number

    @cached_property
    def square(self) -> int:
        return self.number ** 2


def samples():
    read = Sample(3)
    read.square
    return [Sample(2), read]
