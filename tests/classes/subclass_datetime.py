"""A subclass of `datetime`, also with a time zone; Python drops its attributes."""
# python: 3.6+
# compare: nothing is lost but what Python loses
# rust: writes the form of another Python
from datetime import datetime, timezone


class Sample(datetime):
    pass


def samples():
    noted = Sample(2024, 2, 29, 12, tzinfo=timezone.utc)
    noted.note = "set later"
    return [Sample(2020, 1, 2, 3, 4, 5, 6), noted]
