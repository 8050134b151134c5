"""A subclass of `Counter`; Python drops its attributes."""
# python: 3.6+
# compare: nothing is lost but what Python loses
from collections import Counter


class Sample(Counter):
    pass


def samples():
    noted = Sample(a=2, b=1)
    noted.note = "set later"
    return [Sample(), noted]
