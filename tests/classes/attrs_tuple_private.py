"""Attributes with private names in a class with slots, for readers with attrs 22.1 and earlier: by position."""
# python: 3.8+
# needs: attrs
# codegen: --attrs-version <22.2
from attrs import define


@define
class Sample:
    _owner: str
    __pin: int
    open: bool = True


def samples():
    return [Sample("Ada", 1234), Sample("Grace", 5678, False)]
