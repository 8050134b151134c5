"""Every kind of container, of every kind of item."""
# python: 3.7+
from dataclasses import dataclass
from typing import Dict, FrozenSet, List, Mapping, Sequence, Set, Tuple


@dataclass
class Sample:
    numbers: List[int]
    texts: Sequence[str]
    pair: Tuple[int, str]
    single: Tuple[float]
    many: Tuple[int, ...]
    bare: tuple
    counts: Dict[str, int]
    by_number: Mapping[int, bool]
    by_pair: Dict[Tuple[int, int], str]
    seen: Set[int]
    fixed: FrozenSet[str]
    items: list
    table: dict


def samples():
    return [
        Sample(
            [0, 255, 256, 65535, 65536, -1],
            ["a", "b"],
            (1, "x"),
            (0.5,),
            (1, 2, 3, 4, 5),
            (1, "two", 3.0, None),
            {"one": 1, "two": 2},
            {1: True, 0: False},
            {(1, 2): "p", (3, 4): "q"},
            {1, 2, 3},
            frozenset(["only"]),
            [1, "two", [3], (4,)],
            {"k": 1, 2: "v", None: [True]},
        )
    ]
