"""A subclass of `date`; Python drops its attributes."""
# python: 3.6+
# compare: nothing is lost but what Python loses
from datetime import date


class Sample(date):
    pass


def samples():
    noted = Sample(2024, 2, 29)
    noted.note = "set later"
    return [Sample(1, 1, 1), noted]
