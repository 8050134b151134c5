"""A class with slots and no attribute, which has a state all the same, as attrs 22.2 and later pickle it; the positional form of 21.4 is read."""
# python: 3.8+
# needs: attrs
# verify: attrs>=22.2
from attrs import define


@define
class Sample:
    pass


def samples():
    return [Sample(), Sample()]
