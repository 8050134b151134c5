"""Fields of a `msgspec.Struct` that are `UNSET`, which is a global in the pickle."""
# python: 3.8+
# needs: msgspec
from typing import Union

import msgspec
from msgspec import UNSET, UnsetType


class Sample(msgspec.Struct):
    number: int
    note: Union[str, None, UnsetType] = UNSET
    limit: Union[int, UnsetType] = UNSET


def samples():
    return [Sample(1), Sample(2, None), Sample(3, "three", 4)]
