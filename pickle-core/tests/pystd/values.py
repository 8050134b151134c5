"""The values of the tests by name, as far as this version of Python has them."""
import collections
import datetime
import decimal
import sys
import uuid

from more_values import more_values

VERSION = sys.version_info[:2]
INFINITY = float("inf")


class Zone(datetime.tzinfo):
    """A time zone class that the library does not know."""

    def __init__(self, label=None):
        self.label = label

    def __repr__(self):
        return "Zone(%s)" % self.label

    def utcoffset(self, _moment):
        return datetime.timedelta(hours=1)


def values():
    named = dates_and_times() + time_deltas() + decimals() + others()
    if VERSION >= (3, 0):
        named += time_zones()
    if VERSION >= (3, 7):
        named += since_python_3_7()
    if VERSION >= (3, 9):
        named += zone_infos()
    return collections.OrderedDict(named + more_values())


def dates_and_times():
    return [
        ("date_min", datetime.date.min),
        ("date_max", datetime.date.max),
        ("date_leap_day", datetime.date(2024, 2, 29)),
        ("time_midnight", datetime.time()),
        ("time_max", datetime.time.max),
        ("time_microsecond", datetime.time(1, 2, 3, 4)),
        ("time_in_zone", datetime.time(1, 2, 3, tzinfo=Zone("x"))),
        ("datetime_min", datetime.datetime.min),
        ("datetime_max", datetime.datetime.max),
        ("datetime_microseconds", datetime.datetime(2024, 2, 29, 12, 30, 45, 123456)),
        ("datetime_in_zone", datetime.datetime(2024, 2, 29, tzinfo=Zone("x"))),
    ]


def time_deltas():
    return [
        ("timedelta_zero", datetime.timedelta()),
        ("timedelta_min", datetime.timedelta.min),
        ("timedelta_max", datetime.timedelta.max),
        ("timedelta_negative", datetime.timedelta(microseconds=-1)),
        ("timedelta_mixed", datetime.timedelta(days=1, seconds=2, microseconds=3)),
    ]


def time_zones():
    timezone, timedelta = datetime.timezone, datetime.timedelta
    named = timezone(timedelta(hours=2), u"CEST")
    new_york = datetime.datetime(2024, 11, 3, 1, 30, fold=1)
    return [
        ("timezone_utc", timezone.utc),
        ("timezone_min", timezone.min),
        ("timezone_max", timezone.max),
        ("timezone_named", named),
        ("timezone_empty_name", timezone(timedelta(0), u"")),
        ("time_fold", datetime.time(1, 30, fold=1)),
        ("time_utc", datetime.time(12, tzinfo=timezone.utc)),
        ("time_fold_utc", datetime.time(12, tzinfo=timezone.utc, fold=1)),
        ("datetime_fold", new_york),
        ("datetime_utc", datetime.datetime(2024, 2, 29, 12, 30, tzinfo=timezone.utc)),
        ("datetime_west", datetime.datetime(2024, 2, 29, tzinfo=timezone(-timedelta(hours=3, minutes=30)))),
        ("datetime_named", datetime.datetime(2024, 2, 29, tzinfo=named)),
        ("datetime_fold_west", new_york.replace(tzinfo=timezone(-timedelta(hours=5)))),
    ]


def since_python_3_7():
    odd = datetime.timezone(datetime.timedelta(hours=-1, seconds=-2, microseconds=-3))
    return [
        ("datetime_odd_offset", datetime.datetime(2024, 2, 29, tzinfo=odd)),
        ("uuid_safe", uuid.UUID(int=5, is_safe=uuid.SafeUUID.safe)),
        ("uuid_unsafe", uuid.UUID(int=5, is_safe=uuid.SafeUUID.unsafe)),
    ]


def zone_infos():
    import zoneinfo

    return [("datetime_zoneinfo", datetime.datetime(2024, 2, 29, tzinfo=zoneinfo.ZoneInfo("UTC")))]


def decimals():
    texts = ["0", "-0", "0.00", "1.50", "-12", "1E+3", "-1E-7", "0.000001", "123456789.123456789123456789123456789"]
    texts += ["NaN", "-NaN", "NaN123", "sNaN", "-sNaN45", "Infinity", "-Infinity", "9E+99999", "1.5E-99999"]
    return [("decimal " + text, decimal.Decimal(text)) for text in texts]


def others():
    return [
        ("uuid_nil", uuid.UUID(int=0)),
        ("uuid_digits", uuid.UUID("12345678-1234-5678-1234-567812345678")),
        ("uuid_max", uuid.UUID(int=2**128 - 1)),
        ("ordered_dict_empty", collections.OrderedDict()),
        ("ordered_dict_one", collections.OrderedDict([("a", 1)])),
        ("ordered_dict_order", collections.OrderedDict([("b", 1), ("a", 2), ("c", 3)])),
        ("complex_zero", 0j),
        ("complex_parts", complex(1.5, -2.0)),
        ("complex_negative_zero", complex(-0.0, 0.0)),
        ("complex_infinite", complex(INFINITY, -INFINITY)),
    ]
