"""An `IntFlag`, with bits that have no member too."""
# python: 3.6+
from enum import IntFlag


class Mode(IntFlag):
    READ = 4
    WRITE = 2
    EXECUTE = 1


class Sample:
    def __init__(self, mode: Mode, others: "list[Mode]") -> None:
        self.mode = mode
        self.others = others


def samples():
    return [
        Sample(Mode.READ, [Mode(0)]),
        Sample(Mode.READ | Mode.WRITE, [Mode(64), Mode.EXECUTE]),
        Sample(Mode(7), [Mode(5), Mode(2)]),
    ]
