"""A class of `@attr.s` with slots, as attrs 22.2 and later pickle it; the positional form of 21.4 is read."""
# python: 3.8+
# needs: attrs
# verify: attrs>=22.2
from typing import List, Optional

import attr


@attr.s(slots=True)
class Sample:
    number: int = attr.ib()
    tags: List[str] = attr.ib(factory=list)
    ratio = attr.ib(default=None, type=Optional[float])


def samples():
    return [Sample(1), Sample(2, ["two"], 0.5)]
