"""The standard classes in Python 2, in fields with types."""
# python: 2.7
from collections import OrderedDict
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from uuid import UUID


class Sample(object):
    def __init__(self, label, text, data, number, moments, price, key, point, seen, table, buffer):
        self.label = label
        self.text = text
        self.data = data
        self.number = number
        self.moments = moments
        self.price = price
        self.key = key
        self.point = point
        self.seen = seen
        self.table = table
        self.buffer = buffer


def samples():
    moments = (datetime(2024, 2, 29, 23, 59, 59, 999999), date(1, 1, 1), time(1, 2), timedelta(-1, 2, 3))
    table = OrderedDict([(u"z", 1), ("a", 2)])
    return [
        Sample("ascii", u"\xe9\u20ac", "\xff\x00", long(5), moments, Decimal("1.50"), UUID(int=5), 1j, {1, 2}, table, bytearray(b"\xff")),
        Sample("", u"", "", -(2 ** 40), (datetime.min, date.max, time.max, timedelta(0)), Decimal("-0"), UUID(int=2 ** 127), 0j, set(), OrderedDict(), bytearray()),
    ]
