"""The judge is judged: `compare` sees each of these differences, and none between equal values."""
import collections
import datetime
import decimal
import functools
import pickle
import re
import sys
import types
import uuid

import matrix
from compare import Difference, check_same


class Attributes(object):
    def __init__(self, **attributes):
        self.__dict__.update(attributes)


class Slots(object):
    __slots__ = ("a", "__b")


class Items(list):
    pass


class Error(Exception):
    pass


class Queue(collections.deque):
    pass


class Grouped(collections.defaultdict):
    pass


class Counts(collections.Counter):
    pass


class Ordered(collections.OrderedDict):
    pass


class Day(datetime.date):
    pass


class Moment(datetime.datetime):
    pass


class Price(decimal.Decimal):
    pass


class Singleton(object):
    def __reduce__(self):
        return "SINGLETON"


class Computed(object):
    @property
    def number(self):
        return 1


SINGLETON = Singleton()


def function():
    pass


def shared(item):
    return [item, item]


def with_slots(**slots):
    value = Slots()
    for name, slot in slots.items():
        setattr(value, name, slot)
    return value


def with_attribute(items, attribute):
    value = Items(items)
    value.attribute = attribute
    return value


def error(*args, **attributes):
    value = Error(*args)
    value.__dict__.update(attributes)
    return value


def advanced(iterator, steps):
    for _ in range(steps):
        next(iterator)
    return iterator


def entry(value):
    """A list that holds itself, at its end."""
    items = [value]
    items.append(items)
    return items


def computed(**attributes):
    value = Computed()
    value.__dict__.update(attributes)
    return value


def cycle(length):
    items = [Attributes() for _ in range(length)]
    for item, after in zip(items, items[1:] + items[:1]):
        item.after = after
    return items[0]


DIFFERENT = [
    (1, True),
    (1.0, 1),
    (0.0, -0.0),
    (float("nan"), 0.0),
    (b"a", bytearray(b"a")),
    ([1], (1,)),
    ([1], [1, 2]),
    ([1, [2]], [1, [3]]),
    ({1: 2}, {1: 3}),
    ({1}, {2}),
    ({1}, frozenset([1])),
    (int, float),
    (shared([]), [[], []]),
    ([[], []], shared([])),
    (Attributes(a=1), Attributes(a=2)),
    (Attributes(a=1), Attributes(a=1, b=2)),
    (Attributes(a=1, b=2), Attributes(a=1)),
    (with_slots(a=1), with_slots(a=2)),
    (with_slots(a=1), with_slots()),
    (with_slots(_Slots__b=1), with_slots(_Slots__b=2)),
    (with_attribute([1], 2), with_attribute([3], 2)),
    (with_attribute([1], 2), with_attribute([1], 4)),
    (cycle(2), cycle(3)),
    (decimal.Decimal("1.0"), decimal.Decimal("1.00")),
    (datetime.timedelta(1), datetime.timedelta(2)),
    (collections.deque([1], 2), collections.deque([1], 3)),
    (collections.OrderedDict([(1, 2), (3, 4)]), collections.OrderedDict([(3, 4), (1, 2)])),
    (ValueError(1), ValueError(2)),
    (ValueError(1), TypeError(1)),
    (error(1), error(2)),
    (error(1), error(1, note="n")),
    (error(1, note="n"), error(1, note="m")),
    (OSError(2, "no file", "a"), OSError(2, "no file", "b")),
    (Queue([1], 2), Queue([1], 3)),
    (Queue([1], 2), Queue([2], 2)),
    (Queue([1]), collections.deque([1])),
    (collections.defaultdict(int, k=1), collections.defaultdict(float, k=1)),
    (collections.defaultdict(int, k=1), collections.defaultdict(int, k=2)),
    (Grouped(int, k=1), Grouped(float, k=1)),
    (Grouped(int, k=1), Grouped(int, k=2)),
    (collections.Counter("a"), collections.Counter("aa")),
    (collections.Counter("a"), {"a": 1}),
    (Counts("a"), Counts("aa")),
    (Ordered([(1, 2), (3, 4)]), Ordered([(3, 4), (1, 2)])),
    (Day(2020, 1, 2), Day(2020, 1, 3)),
    (Day(2020, 1, 2), datetime.date(2020, 1, 2)),
    (Moment(2020, 1, 2, 3), Moment(2020, 1, 2, 4)),
    (Price("1.0"), Price("1.00")),
    (functools.partial(function, 1), functools.partial(function, 2)),
    (functools.partial(function, a=1), functools.partial(function, a=2)),
    (functools.partial(function), functools.partial(with_slots)),
    (re.compile("a"), re.compile("b")),
    (re.compile("a"), re.compile("a", re.I)),
    (uuid.UUID(int=1), uuid.UUID(int=2)),
    (entry(1), entry(2)),
    (entry(1), [1, [1, []]]),
    (computed(number=1), computed()),
]
if sys.version_info[0] == 3:
    import enum
    import pathlib

    class Route(pathlib.PurePosixPath):
        pass

    class Bits(enum.IntFlag):
        LOW = 1
        HIGH = 2

    DIFFERENT += [
        (Bits.LOW, Bits.HIGH),
        (Bits.LOW, Bits(3)),
        (Bits.LOW, 1),
        (Bits(8), Bits(16)),
        (Attributes(a=1).__init__, Attributes(a=2).__init__),
        ([1].append, [2].append),
        ([1].append, [1].extend),
        (str.upper, str.lower),
        (pathlib.PurePosixPath("a"), pathlib.PurePosixPath("b")),
        (pathlib.PurePosixPath("a"), pathlib.PureWindowsPath("a")),
        (Route("a"), Route("b")),
        (types.SimpleNamespace(a=1), types.SimpleNamespace(a=2)),
        (collections.ChainMap({1: 2}), collections.ChainMap({1: 3})),
        (datetime.datetime(2020, 1, 2, fold=0), datetime.datetime(2020, 1, 2, fold=1)),
        (iter([1, 2]), advanced(iter([1, 2]), 1)),
        (iter([1, 2]), iter([1, 3])),
        (enumerate("ab"), enumerate("ab", 1)),
        (zip([1], [2]), zip([1], [3])),
        (map(str, [1]), map(repr, [1])),
    ]
if sys.version_info >= (3, 11):
    DIFFERENT += [
        (ExceptionGroup("g", [ValueError(1)]), ExceptionGroup("g", [ValueError(2)])),
        (ExceptionGroup("g", [ValueError(1)]), ExceptionGroup("h", [ValueError(1)])),
    ]


def pickled(value):
    return pickle.loads(pickle.dumps(value, pickle.HIGHEST_PROTOCOL))


def main():
    check(DIFFERENT, [], __name__)
    check_singletons()
    if matrix.IN_ENVIRONMENT:
        import compared_libraries as libraries

        check(libraries.DIFFERENT, libraries.SAME, libraries.__name__)


def check(different, same, module):
    for expected, actual in same:
        check_same(expected, actual, module)
    for expected, actual in different:
        check_same(expected, pickled(expected), module)
        check_same(actual, pickled(actual), module)
        try:
            check_same(expected, actual, module)
        except Difference:
            continue
        raise AssertionError("no difference between %r and %r" % (expected, actual))


def check_singletons():
    """An object that its pickle names is not any other one."""
    check_same(SINGLETON, SINGLETON, __name__)
    try:
        check_same(SINGLETON, Singleton(), __name__)
    except Difference:
        return
    raise AssertionError("no difference between two singletons")


if __name__ == "__main__":
    main()
