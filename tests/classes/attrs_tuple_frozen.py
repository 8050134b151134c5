"""A class of `@frozen`, which has slots, for readers with attrs 22.1 and earlier: by position."""
# python: 3.8+
# needs: attrs
# codegen: --attrs-version <22.2
from typing import Optional, Tuple

from attrs import frozen


@frozen
class Sample:
    number: int
    pair: Tuple[int, str] = (0, "none")
    before: Optional["Sample"] = None


def samples():
    return [Sample(1), Sample(2, (3, "three"), Sample(4, (5, "five")))]
