"""`Any` holds whatever there is, sharing inside it included."""
# python: 3.7+
from dataclasses import dataclass
from typing import Any


@dataclass
class Sample:
    anything: Any
    more: object = None


def samples():
    shared = [1, 2]
    everything = [None, True, 1, -2.5, "text", b"bytes", bytearray(b"buffer"), (1,), [2], {"k": "v"}, {3}, frozenset([4]), 5j, ...]
    return [
        Sample([shared, shared, {"again": shared}]),
        Sample(everything, {"nested": {("tuple", 1): [set(), {}]}}),
        Sample(NotImplemented, (int, len, dict.fromkeys)),
    ]
