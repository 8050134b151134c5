"""The slot for weak references is not in the state."""
# python: 3.11+
from dataclasses import dataclass


@dataclass(slots=True, weakref_slot=True)
class Sample:
    number: int
    text: str = "default"


def samples():
    return [Sample(1), Sample(2, "two")]
