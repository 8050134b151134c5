"""The judge is judged: `compare` sees each of these differences, and none between equal values."""
import collections
import copy
import datetime
import decimal

import matrix
from compare import Difference, check_same


class Attributes(object):
    def __init__(self, **attributes):
        self.__dict__.update(attributes)


class Slots(object):
    __slots__ = ("a", "__b")


class Items(list):
    pass


class Failure(Exception):
    def __init__(self, *args, **attributes):
        super(Failure, self).__init__(*args)
        self.__dict__.update(attributes)


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


def cycle(length):
    items = [Attributes() for _ in range(length)]
    for item, after in zip(items, items[1:] + items[:1]):
        item.after = after
    return items[0]


DIFFERENT = [
    (1, True),
    (1.0, 1),
    (0.0, -0.0),
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
    (Failure(1), Failure(2)),
    (Failure(1, a=1), Failure(1, a=2)),
    (Failure(1, a=1), Failure(1)),
]


def main():
    check(DIFFERENT, [], __name__)
    if matrix.IN_ENVIRONMENT:
        import compared_libraries as libraries

        check(libraries.DIFFERENT, libraries.SAME, libraries.__name__)


def check(different, same, module):
    for expected, actual in same:
        check_same(expected, actual, module)
    for expected, actual in different:
        check_same(expected, copy.deepcopy(expected), module)
        check_same(actual, copy.deepcopy(actual), module)
        try:
            check_same(expected, actual, module)
        except Difference:
            continue
        raise AssertionError("no difference between %r and %r" % (expected, actual))


if __name__ == "__main__":
    main()
