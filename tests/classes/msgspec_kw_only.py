"""A `msgspec.Struct` whose fields are keyword arguments: a call of a helper with a dict of them."""
# python: 3.8+
# needs: msgspec
from typing import List, Optional

import msgspec


class Sample(msgspec.Struct, kw_only=True):
    number: int
    note: Optional[str] = None
    tags: List[str] = []


def samples():
    return [Sample(number=1), Sample(number=2, note="two", tags=["deux", "zwei"])]
