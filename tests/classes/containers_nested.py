"""Containers in containers."""
# python: 3.7+
from dataclasses import dataclass
from typing import Dict, FrozenSet, List, Optional, Set, Tuple


@dataclass
class Sample:
    matrix: List[List[float]]
    index: Dict[str, Dict[int, List[str]]]
    pairs: List[Tuple[int, Optional[Tuple[str, ...]]]]
    groups: Set[FrozenSet[int]]
    maybe: Optional[List[Optional[Dict[str, Optional[int]]]]]


def samples():
    return [
        Sample([[1.0, 2.0], [], [3.0]], {"a": {1: ["x"], 2: []}, "b": {}}, [(1, None), (2, ("y", "z"))], set(), None),
        Sample([], {}, [], {frozenset([1, 2])}, [None, {"c": None, "d": 4}, {}]),
    ]
