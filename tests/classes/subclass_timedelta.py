"""A subclass of `timedelta`; Python drops its attributes."""
# python: 3.6+
# compare: nothing is lost but what Python loses
from datetime import timedelta


class Sample(timedelta):
    pass


def samples():
    noted = Sample(-1, 2, 3)
    noted.note = "set later"
    return [Sample(0), noted]
