"""A `msgspec.Struct` that is an array in JSON, which makes no difference for its pickle."""
# python: 3.8+
# needs: msgspec
import msgspec


class Sample(msgspec.Struct, array_like=True):
    x: float
    y: float = 0.0


def samples():
    return [Sample(1.5), Sample(2.5, -0.0)]
