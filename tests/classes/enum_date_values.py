"""An `Enum` of dates."""
# python: 3.6+
# rust: writes the form of another Python
from datetime import date
from enum import Enum


class Sample(Enum):
    EPOCH = date(1970, 1, 1)
    LEAP = date(2024, 2, 29)


def samples():
    return [Sample.LEAP, Sample.EPOCH]
