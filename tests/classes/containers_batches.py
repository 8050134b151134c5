"""Lists, dicts and sets around the 1,000 items that one opcode appends."""
# python: 3.7+
from dataclasses import dataclass
from typing import Dict, List, Set


@dataclass
class Sample:
    numbers: List[int]
    squares: Dict[int, int]
    seen: Set[int]


def samples():
    return [
        Sample(list(range(length)), {n: n * n for n in range(length)}, set(range(length)))
        for length in (1, 1000, 1001, 2001)
    ]
