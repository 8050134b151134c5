"""A subclass of `Decimal`; Python drops its attributes."""
# python: 3.6+
# compare: nothing is lost but what Python loses
from decimal import Decimal


class Sample(Decimal):
    pass


def samples():
    noted = Sample('-0E-7')
    noted.note = "set later"
    return [Sample('1.5'), noted]
