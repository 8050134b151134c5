"""A `msgspec.Struct` with keyword fields after positional ones of its base: a dict of all of them."""
# python: 3.8+
# needs: msgspec
import msgspec


class Base(msgspec.Struct):
    number: int
    text: str = "default"


class Sample(Base, kw_only=True):
    ratio: float
    ready: bool = False


def samples():
    return [Sample(1, ratio=0.5), Sample(2, "two", ratio=1.5, ready=True)]
