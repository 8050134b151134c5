"""An `Enum` of dates that are dates: Python makes the value of the arguments."""
# python: 3.6+
# rust: writes the form of another Python
from datetime import date
from enum import Enum


class Sample(date, Enum):
    EPOCH = 1970, 1, 1
    LEAP = 2024, 2, 29


def samples():
    return [Sample.LEAP, Sample.EPOCH]
