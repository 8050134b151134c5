"""`collections.namedtuple`: fields without types."""
# python: 2.7, 3.6+
from collections import namedtuple

Sample = namedtuple("Sample", "number other")


def samples():
    return [Sample(1, None), Sample(2, [3.5, True]), Sample(4, Sample(5, 6))]
