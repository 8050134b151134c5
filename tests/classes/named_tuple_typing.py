"""`typing.NamedTuple` with defaults and a method."""
# python: 3.6+
from typing import NamedTuple, Optional


class Inner(NamedTuple):
    value: float


class Sample(NamedTuple):
    """A sample."""

    number: int
    inner: Inner
    text: str = "default"
    maybe: Optional[int] = None

    def double(self) -> int:
        return self.number * 2


def samples():
    return [Sample(1, Inner(0.5)), Sample(2, Inner(-1.0), "two", 3)]
