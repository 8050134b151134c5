"""A frozen `msgspec.Struct` with a tag, which is for JSON and no part of its pickle."""
# python: 3.8+
# needs: msgspec
from typing import Tuple

import msgspec


class Sample(msgspec.Struct, frozen=True, tag="sample", tag_field="kind"):
    number: int
    pair: Tuple[int, str] = (0, "none")


def samples():
    return [Sample(1), Sample(2, (3, "three"))]
