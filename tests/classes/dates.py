"""The datetime family."""
# python: 3.7+
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone
from typing import Dict, Optional


@dataclass
class Sample:
    moment: datetime
    day: date
    at: time
    span: timedelta
    zone: timezone
    until: Optional[datetime]
    days: Dict[date, timedelta]


def samples():
    paris = timezone(timedelta(hours=1), "Paris")
    india = timezone(timedelta(hours=5, minutes=30))
    return [
        Sample(
            datetime(2024, 2, 29, 23, 59, 59, 999999),
            date(1, 1, 1),
            time(0, 0),
            timedelta(days=-1, microseconds=1),
            timezone.utc,
            None,
            {},
        ),
        Sample(
            datetime(9999, 12, 31, 1, 2, 3, 4, paris),
            date(2024, 12, 31),
            time(12, 30, 15, 123456, timezone(timedelta(hours=-8))),
            timedelta(days=999999999),
            timezone(timedelta(seconds=-1), "odd"),
            datetime(2000, 1, 1, tzinfo=india),
            {date(2000, 1, 1): timedelta(0), date(2000, 1, 2): timedelta(hours=1)},
        ),
    ]
