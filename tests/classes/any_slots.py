"""`Any` holds instances with slots, which Python does not write at protocols 0 and 1 but loads."""
# python: 3.6+
# rust: dumps what Python refuses
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
