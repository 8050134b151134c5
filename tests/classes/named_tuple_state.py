"""A subclass of a named tuple that has a `__dict__`, with and without something in it."""
# python: 3.6+
from typing import NamedTuple


class Base(NamedTuple):
    number: int
    text: str = "default"


class Sample(Base):
    pass


def samples():
    later = Sample(2, "two")
    later.note = "in the dict"
    return [Sample(1), later]
