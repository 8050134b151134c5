"""Time zones of the `zoneinfo` module."""
# python: 3.9+
from datetime import datetime, time
from zoneinfo import ZoneInfo


class Sample:
    def __init__(self, moment: datetime, at: time, zone: ZoneInfo) -> None:
        self.moment = moment
        self.at = at
        self.zone = zone


def samples():
    paris = ZoneInfo("Europe/Paris")
    return [
        Sample(datetime(2020, 1, 2, tzinfo=paris), time(3, 4), ZoneInfo("Europe/Berlin")),
        Sample(datetime(2020, 7, 2, tzinfo=ZoneInfo("Asia/Kolkata")), time(5, tzinfo=ZoneInfo("UTC")), ZoneInfo.no_cache("Europe/Rome")),
    ]
