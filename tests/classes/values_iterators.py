"""Iterators, with how far they are; one over the keys of a dict is one over a list for Python too."""
# python: 3.6+
# rust: writes the form of another Python
# compare: nothing is lost but what Python loses
import itertools
from typing import Iterator, Tuple


def double(number: int) -> int:
    return 2 * number


class Sample:
    items: Iterator[int]
    keys: Iterator[str]
    steps: Iterator[int]
    numbered: Iterator[Tuple[int, str]]
    mapped: Iterator[int]
    zipped: Iterator[Tuple[int, int]]
    counted: Iterator[int]


def samples():
    fresh, used = Sample(), Sample()
    fresh.items, used.items = iter([1, 2]), iter([3, 4, 5])
    fresh.keys, used.keys = iter({"a": 1}), iter({"b": 1, "c": 2}.keys())
    fresh.steps, used.steps = iter(range(3)), iter(range(0, 10, 5))
    fresh.numbered, used.numbered = enumerate(["x"]), enumerate(["y", "z"], 5)
    fresh.mapped, used.mapped = map(double, [1]), map(double, [2, 3])
    fresh.zipped, used.zipped = zip([1], [2]), zip([3, 4], [5, 6])
    fresh.counted, used.counted = itertools.count(3), itertools.count(7)
    for iterator in [used.items, used.numbered, used.mapped, used.zipped, used.counted]:
        next(iterator)
    return [fresh, used]
