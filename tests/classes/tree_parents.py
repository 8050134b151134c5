"""A tree whose nodes know their parents: a parent owns its children, and a child points back at it."""
# python: 3.6+
from typing import List, Optional


class Sample:
    def __init__(self, name: str, parent: "Optional[Sample]" = None) -> None:
        self.name = name
        self.parent = parent  # pickle: weak
        self.children: "List[Sample]" = []  # pickle: shared
        if parent is not None:
            parent.children.append(self)


def samples():
    root = Sample("root")
    left = Sample("left", root)
    Sample("right", root)
    leaf = Sample("leaf", left)
    Sample("deepest", Sample("deeper", leaf))
    return [root, Sample("alone"), left]
