"""Named tuples of none, one and four fields: each length has its own opcode."""
# python: 3.6+
from typing import NamedTuple


class Zero(NamedTuple):
    pass


class One(NamedTuple):
    a: int


class Four(NamedTuple):
    a: int
    b: int
    c: int
    d: int


class Sample(NamedTuple):
    zero: Zero
    one: One
    four: Four


def samples():
    return [Sample(Zero(), One(1), Four(2, 3, 4, 5)), Sample(Zero(), One(6), Four(7, 8, 9, 10))]
