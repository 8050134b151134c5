"""The standard classes in Python 2."""
# python: 2.7
from collections import OrderedDict, defaultdict, deque
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from uuid import UUID


class Sample(object):
    def __init__(self, value):
        self.value = value


def samples():
    return [
        Sample([datetime(2024, 1, 2, 3, 4, 5, 6), date(2024, 2, 29), time(1, 2), timedelta(1, 2, 3)]),
        Sample([Decimal("1.50"), UUID(int=5), 1j, 0.1, True, None, 10 ** 30, long(-1)]),
        Sample([{1}, frozenset([2]), bytearray(b"\xff"), OrderedDict([(u"z", 1), ("a", 2)])]),
        Sample([defaultdict(list), deque([1]), {"s": u"u"}, ("t",), xrange(3)]),
    ]
