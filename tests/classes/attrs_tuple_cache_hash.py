"""A class with slots that keeps its hash, which is no part of its pickle, for readers with attrs 22.1 and earlier: by position."""
# python: 3.8+
# needs: attrs
# codegen: --attrs-version <22.2
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
