"""A `msgspec.Struct` with positional fields over a base with keyword fields, which come last."""
# python: 3.8+
# needs: msgspec
import msgspec


class Base(msgspec.Struct, kw_only=True):
    number: int
    text: str = "default"


class Sample(Base):
    ratio: float
    ready: bool = False


def samples():
    return [Sample(0.5, number=1), Sample(1.5, True, number=2, text="two")]
