"""Instances in instances, and in every container."""
# python: 3.7+
from dataclasses import dataclass
from typing import Dict, List, Optional, Tuple


@dataclass
class Leaf:
    number: int


@dataclass
class Sample:
    leaf: Leaf
    maybe: Optional[Leaf]
    many: List[Leaf]
    named: Dict[str, Leaf]
    pair: Tuple[Leaf, int]
    deep: List[Dict[str, Optional[List[Leaf]]]]


def samples():
    return [
        Sample(Leaf(1), None, [], {}, (Leaf(2), 3), []),
        Sample(
            Leaf(4),
            Leaf(5),
            [Leaf(6), Leaf(7)],
            {"a": Leaf(8)},
            (Leaf(9), 10),
            [{"b": [Leaf(11)], "c": None}, {"d": []}],
        ),
    ]
