"""A class of `@frozen`, which has slots, as attrs 22.2 and later pickle it; the positional form of 21.4 is read."""
# python: 3.8+
# needs: attrs
# verify: attrs>=22.2
from typing import Optional, Tuple

from attrs import frozen


@frozen
class Sample:
    number: int
    pair: Tuple[int, str] = (0, "none")
    before: Optional["Sample"] = None


def samples():
    return [Sample(1), Sample(2, (3, "three"), Sample(4, (5, "five")))]
