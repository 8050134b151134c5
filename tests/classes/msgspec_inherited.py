"""A `msgspec.Struct` with a base, whose fields come first."""
# python: 3.8+
# needs: msgspec
from typing import Optional

import msgspec


class Base(msgspec.Struct):
    number: int
    text: str = "default"


class Sample(Base):
    ready: bool = False
    ratio: Optional[float] = None


def samples():
    return [Sample(1), Sample(2, "two", True, 0.5)]
