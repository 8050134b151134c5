"""`Any` holds instances with slots, which protocols 0 and 1 cannot write."""
# python: 3.6+
from typing import Any


class Slotted:
    __slots__ = ("a", "b")


class Sample:
    anything: Any

    def __init__(self, anything):
        self.anything = anything


def samples():
    full, some = Slotted(), Slotted()
    full.a, full.b, some.b = 1, full, full
    return [Sample([full, some, Slotted()])]
