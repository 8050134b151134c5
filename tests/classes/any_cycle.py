"""`Any` holds values that hold themselves."""
# python: 3.6+
from typing import Any


class Node:
    pass


class Sample:
    def __init__(self, anything: Any) -> None:
        self.anything = anything


def samples():
    items = [1]
    items.append(items)
    table = {}
    table["self"] = table
    inner = []
    pair = (inner, 2)
    inner.append(pair)
    node = Node()
    node.next = Node()
    node.next.next = node
    return [Sample(items), Sample(table), Sample(pair), Sample(node)]
