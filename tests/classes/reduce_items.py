"""`__reduce__` with a state, list items and dict items."""
# python: 3.6+
from typing import Dict, List


class Sample:
    label: str
    items: List[int]
    entries: Dict[str, str]

    def __init__(self) -> None:
        self.label = ""
        self.items = []
        self.entries = {}

    def __reduce__(self):
        return Sample, (), {"label": self.label}, iter(self.items), iter(self.entries.items())

    def append(self, item: int) -> None:
        self.items.append(item)

    def extend(self, items: List[int]) -> None:
        self.items.extend(items)

    def __setitem__(self, key: str, value: str) -> None:
        self.entries[key] = value


def samples():
    one, full = Sample(), Sample()
    one.label, one.items, one.entries = "one", [1], {"k": "v"}
    full.label, full.items, full.entries = "full", [2, 3, 4], {"a": "x", "b": "y"}
    return [Sample(), one, full]
