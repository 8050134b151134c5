"""An `IntEnum`."""
# python: 3.6+
from enum import IntEnum


class Sample(IntEnum):
    LOW = 1
    HIGH = 300


def samples():
    return [Sample.HIGH, Sample.LOW]
