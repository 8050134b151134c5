"""Default factories, and class variables, which are not in the state."""
# python: 3.7+
from dataclasses import dataclass, field
from typing import ClassVar, Dict, List, Optional, Set


@dataclass
class Part:
    number: int = 1


@dataclass
class Sample:
    registry: ClassVar[Dict[str, int]] = {}
    tags: List[str] = field(default_factory=list)
    counts: Dict[str, int] = field(default_factory=dict)
    seen: Set[int] = field(default_factory=set)
    part: Part = field(default_factory=Part)
    label: Optional[str] = field(default=None, metadata={"unit": "m"})


def samples():
    return [Sample(), Sample(["a"], {"b": 1}, {2}, Part(3), "label")]
