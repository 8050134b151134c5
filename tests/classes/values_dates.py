"""Dates and times, naive and with the time zones of `datetime`."""
# python: 3.6+
from datetime import date, datetime, time, timedelta, timezone


class Sample:
    moment: datetime
    aware: datetime
    day: date
    at: time
    at_zone: time
    span: timedelta
    zone: timezone

    def __init__(self, moment: datetime, aware: datetime, day: date, at: time, at_zone: time, span: timedelta, zone: timezone) -> None:
        self.moment = moment
        self.aware = aware
        self.day = day
        self.at = at
        self.at_zone = at_zone
        self.span = span
        self.zone = zone


def samples():
    named = timezone(timedelta(hours=2), "N")
    return [
        Sample(
            datetime(2020, 1, 2, 3, 4, 5, 6),
            datetime(2020, 1, 2, tzinfo=named),
            date(2020, 1, 2),
            time(3, 4, 5),
            time(6, 7, 8, tzinfo=timezone.utc),
            timedelta(1, 2, 3),
            timezone.utc,
        ),
        Sample(
            datetime.min,
            datetime(9999, 12, 31, 23, 59, 59, 999999, timezone.utc),
            date.max,
            time.max,
            time(0, tzinfo=timezone(timedelta(hours=-8))),
            timedelta.max,
            timezone(timedelta(minutes=30)),
        ),
    ]
