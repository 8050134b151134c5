"""A subclass of `defaultdict`; Python drops its attributes."""
# python: 3.6+
# compare: nothing is lost but what Python loses
from collections import defaultdict


class Sample(defaultdict):
    pass


def samples():
    noted = Sample(int, k=1)
    noted.note = "set later"
    return [Sample(list), noted]
