"""A class of `@define` with a base, as attrs 22.2 and later pickle it; the positional form of 21.4 is read."""
# python: 3.8+
# needs: attrs
# verify: attrs>=22.2
from typing import Optional

from attrs import define


@define
class Base:
    number: int
    note: Optional[str] = None


@define
class Sample(Base):
    ready: bool = False
    ratio: float = 1.0


def samples():
    return [Sample(1), Sample(2, "two", True, 0.5)]
