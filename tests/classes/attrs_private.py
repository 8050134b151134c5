"""Attributes with private names in a class with slots, as attrs 22.2 and later pickle it; the positional form of 21.4 is read."""
# python: 3.8+
# needs: attrs
# verify: attrs>=22.2
from attrs import define


@define
class Sample:
    _owner: str
    __pin: int
    open: bool = True


def samples():
    return [Sample("Ada", 1234), Sample("Grace", 5678, False)]
