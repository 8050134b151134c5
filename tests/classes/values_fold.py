"""The second of two equal times of a night when clocks go back, which is kept from protocol 4 on."""
# python: 3.6+
# compare: nothing is lost but what Python loses
from datetime import datetime, time, timezone


class Sample:
    def __init__(self, moment: datetime, at: time) -> None:
        self.moment = moment
        self.at = at


def samples():
    return [
        Sample(datetime(2020, 1, 2, 3, 4, 5, 6, fold=1), time(3, 4, 5, fold=1)),
        Sample(datetime(2024, 10, 27, 2, 30, tzinfo=timezone.utc, fold=1), time(23, 59, tzinfo=timezone.utc, fold=1)),
    ]
