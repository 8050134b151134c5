"""A `Flag` that keeps bits which have no member. Python 3.11.2 cannot load what it writes for one."""
# python: 3.12+
from enum import KEEP, Flag


class Bits(Flag, boundary=KEEP):
    LOW = 1
    HIGH = 2


class Sample:
    def __init__(self, bits: Bits) -> None:
        self.bits = bits


def samples():
    return [Sample(Bits.LOW), Sample(Bits(9)), Sample(Bits(3)), Sample(Bits(16))]
