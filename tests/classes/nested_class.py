"""Classes inside classes: a dotted name from protocol 4 on, `getattr` before."""
# python: 3.6+
from enum import Enum


class Outer:
    class Inner:
        def __init__(self, number: int) -> None:
            self.number = number

        class Core:
            depth: int

            def __init__(self, depth):
                self.depth = depth


class Sample:
    class Kind(Enum):
        SMALL = 1
        LARGE = 2

    def __init__(self, inner: Outer.Inner, core: "Outer.Inner.Core", kind: Kind) -> None:
        self.inner = inner
        self.core = core
        self.kind = kind


def samples():
    return [
        Sample(Outer.Inner(1), Outer.Inner.Core(3), Sample.Kind.SMALL),
        Sample(Outer.Inner(2), Outer.Inner.Core(4), Sample.Kind.LARGE),
    ]
