"""A tree with lists and dicts of children."""
# python: 3.7+
from dataclasses import dataclass, field
from typing import Dict, List


@dataclass
class Sample:
    name: str
    children: List["Sample"] = field(default_factory=list)
    named: Dict[str, "Sample"] = field(default_factory=dict)


def samples():
    return [Sample("root", [Sample("a", [Sample("b")]), Sample("c")], {"d": Sample("e")}), Sample("leaf")]
