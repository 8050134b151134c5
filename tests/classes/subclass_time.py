"""A subclass of `time`; Python drops its attributes."""
# python: 3.6+
# compare: nothing is lost but what Python loses
from datetime import time, timezone


class Sample(time):
    pass


def samples():
    noted = Sample(23, 59, 59, 999999, timezone.utc)
    noted.note = "set later"
    return [Sample(1, 2), noted]
