"""A class with slots that keeps its hash, which is no part of its pickle, as attrs 22.2 and later pickle it; the positional form of 21.4 is read."""
# python: 3.8+
# needs: attrs
# verify: attrs>=22.2
from typing import FrozenSet

from attrs import frozen


@frozen(cache_hash=True)
class Sample:
    number: int
    tags: FrozenSet[str] = frozenset()


def samples():
    hashed = Sample(2, frozenset(["two"]))
    hash(hashed)
    return [Sample(1), hashed]
