"""A subclass of a named tuple, without a `__dict__`."""
# python: 3.6+
from typing import NamedTuple


class Base(NamedTuple):
    number: int
    text: str


class Sample(Base):
    __slots__ = ()

    def shout(self) -> str:
        return self.text.upper()


def samples():
    return [Sample(1, "one"), Sample(2, "two")]
