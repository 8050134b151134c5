"""Empty containers, several of each kind: every one is its own object."""
# python: 3.7+
from dataclasses import dataclass
from typing import Any, Dict, FrozenSet, List, Set, Tuple


@dataclass
class Sample:
    items: List[int]
    other_items: List[List[int]]
    table: Dict[str, int]
    seen: Set[int]
    fixed: FrozenSet[int]
    many: Tuple[int, ...]
    text: str
    data: bytes
    buffer: bytearray
    anything: List[Any]


def samples():
    return [
        Sample([], [[], []], {}, set(), frozenset(), (), "", b"", bytearray(), [[], {}, set(), (), "", b"", None])
        for _ in range(2)
    ]
