"""A frozen class of `@attr.s`: its state is its `__dict__`, which Python sets past `__setattr__`."""
# python: 3.8+
# needs: attrs
from typing import Dict, Tuple

import attr


@attr.s(frozen=True, auto_attribs=True)
class Sample:
    number: int
    pair: Tuple[int, str] = (0, "none")
    prices: Dict[str, float] = attr.ib(factory=dict)


def samples():
    return [Sample(1), Sample(2, (3, "three"), {"apple": 0.5, "pear": 0.75})]
