"""An ordered and hashable dataclass."""
# python: 3.7+
from dataclasses import dataclass, field


@dataclass(order=True, unsafe_hash=True)
class Sample:
    major: int
    minor: int = 0
    label: str = field(default="", compare=False)


def samples():
    return [Sample(1, 2, "first"), Sample(1, 3), Sample(2)]
