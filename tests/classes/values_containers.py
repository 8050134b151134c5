"""The containers of the language, of every length that has an opcode."""
# python: 3.6+
from typing import Dict, FrozenSet, List, Set, Tuple


class Sample:
    def __init__(
        self,
        items: List[int],
        table: Dict[str, int],
        seen: Set[int],
        fixed: FrozenSet[int],
        pair: Tuple[int, str],
        tuples: List[Tuple[int, ...]],
    ) -> None:
        self.items = items
        self.table = table
        self.seen = seen
        self.fixed = fixed
        self.pair = pair
        self.tuples = tuples


def samples():
    return [
        Sample([1], {"a": 1}, {1, 2}, frozenset([1]), (1, "one"), [(), (1,), (1, 2), (1, 2, 3), (1, 2, 3, 4)]),
        Sample([1, 2], {"b": 1, "c": 2}, set(), frozenset(), (2, "two"), []),
    ]
