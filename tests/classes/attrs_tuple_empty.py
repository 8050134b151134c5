"""A class with slots and no attribute, which has a state all the same, for readers with attrs 22.1 and earlier: by position."""
# python: 3.8+
# needs: attrs
# codegen: --attrs-version <22.2
from attrs import define


@define
class Sample:
    pass


def samples():
    return [Sample(), Sample()]
