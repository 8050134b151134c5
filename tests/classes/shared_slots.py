"""Sharing between objects with slots, lists as states and named tuples."""
# python: 3.10+
from dataclasses import dataclass
from typing import NamedTuple


@dataclass(slots=True)
class Part:  # pickle: shared
    number: int


@dataclass(slots=True, frozen=True)
class Fixed:  # pickle: shared
    part: Part


class Pair(NamedTuple):  # pickle: shared
    part: Part
    fixed: Fixed


@dataclass
class Sample:
    part: Part
    fixed: Fixed
    pair: Pair
    pairs: list[Pair]


def samples():
    part = Part(1)
    fixed = Fixed(part)
    pair = Pair(part, fixed)
    return [Sample(part, fixed, pair, [pair, Pair(part, fixed), pair])]
