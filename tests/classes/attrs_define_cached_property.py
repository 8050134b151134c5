"""A class of `@define` with a `cached_property`, which is no part of its pickle even when it has a value."""
# python: 3.8+
# needs: attrs>=24.1
from functools import cached_property
from typing import List

from attrs import define, field


@define
class Sample:
    name: str
    amounts: List[int] = field(factory=list)

    @cached_property
    def total(self) -> int:
        return sum(self.amounts)


def samples():
    accessed = Sample("accessed", [2, 3])
    assert accessed.total == 5
    return [Sample("fresh"), accessed]
