"""Nested classes have dotted names in Python and joined ones in Rust."""

from enum import Enum


class Order:
    class Line:
        class Kind(Enum):
            GOODS = 1
            SERVICE = 2

        kind: Kind
        quantity: int

    lines: "list[Order.Line]"
    first: Line
    kind: Line.Kind = Line.Kind.GOODS
