"""One object in several places, through a class marked as shared."""
# python: 3.7+
from dataclasses import dataclass, field
from typing import List, Optional, Tuple


@dataclass
class Node:  # pickle: shared
    name: str
    next: "Optional[Node]" = None


@dataclass
class Sample:
    first: Node
    pair: Tuple[Node, Node]
    all: List[Node] = field(default_factory=list)


def samples():
    last = Node("last")
    middle = Node("middle", last)
    return [Sample(middle, (last, last), [middle, Node("other", middle), last]), Sample(Node("alone"), (middle, middle))]
