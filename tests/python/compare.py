"""Whether two values are the same to their depths: types, values, attributes and which objects are one object."""
import datetime
import decimal
import sys
import types
import uuid

PYTHON_2 = sys.version_info[0] == 2
if PYTHON_2:
    import copy_reg as copyreg
else:
    import copyreg
    import pathlib

    unicode, long = str, int

SCALARS = (type(None), bool, int, long, float, complex, bytes, str, unicode, bytearray, type(Ellipsis), type(NotImplemented))
NAMES = (type, types.FunctionType, types.BuiltinFunctionType)
# For these it makes no difference whether two of them are one object.
VALUES = tuple(cls for cls in SCALARS if cls is not bytearray) + (tuple, frozenset, decimal.Decimal, uuid.UUID)
VALUES += (datetime.timedelta, datetime.date, datetime.datetime, datetime.time)
if not PYTHON_2:
    VALUES += (datetime.timezone,)
# A path remembers the parts it was made of, in a way of each version; what it is, is its text.
PATHS = () if PYTHON_2 else (pathlib.PurePath,)
MISSING = object()
# Slots that are no data: attrs makes a hash again when it is asked for.
IGNORED = {"__dict__", "__weakref__", "_attrs_cached_hash"}


class Difference(Exception):
    pass


def check_same(expected, actual, style):
    """Raises a `Difference` where `actual` is not what is expected; `style` is the module of the classes under test."""
    Comparison(style).check(expected, actual, "")


class Comparison:
    def __init__(self, style):
        self.style = style
        self.partners = {}
        # An id is good for as long as its object lives.
        self.alive = []

    def check(self, expected, actual, path):
        if kind(expected) is not kind(actual):
            raise Difference("%s: expected %s, found %s" % (path, describe(expected), describe(actual)))
        if is_name(expected) or is_enum_member(expected):
            require(expected == actual, expected, actual, path)
        elif self.are_partners(expected, actual, path):
            return
        elif kind(expected) in map(kind_of_type, SCALARS):
            require(is_same_scalar(expected, actual), expected, actual, path)
        else:
            self.check_items(expected, actual, path)
            self.check_object(expected, actual, path)

    def are_partners(self, expected, actual, path):
        """Whether the two were compared before; what is one object here has to be one object there."""
        if type(expected) in VALUES:
            return False
        self.alive += [expected, actual]
        found = self.partners.get((0, id(expected))), self.partners.get((1, id(actual)))
        self.partners[0, id(expected)] = id(actual)
        self.partners[1, id(actual)] = id(expected)
        if found == (None, None):
            return False
        if found != (id(actual), id(expected)):
            raise Difference("%s: one object with another place in only one of the two" % path)
        return True

    def check_items(self, expected, actual, path):
        """What builtin containers hold, and the subclasses of them."""
        if isinstance(expected, dict):
            self.check_dicts(expected, actual, path)
        elif isinstance(expected, (list, tuple)):
            self.check_sequences(list.__iter__ if isinstance(expected, list) else tuple.__iter__, expected, actual, path)
        elif isinstance(expected, (set, frozenset)):
            self.check_sequences(in_order, expected, actual, path)
        elif isinstance(expected, SCALARS):
            base = next(base for base in SCALARS if isinstance(expected, base) and base in type(expected).__mro__)
            require(is_same_scalar(base(expected), base(actual)), expected, actual, path)

    def check_sequences(self, items, expected, actual, path):
        expected, actual = list(items(expected)), list(items(actual))
        if len(expected) != len(actual):
            raise Difference("%s: expected %d items, found %d" % (path, len(expected), len(actual)))
        for index, pair in enumerate(zip(expected, actual)):
            self.check(pair[0], pair[1], "%s[%d]" % (path, index))

    def check_dicts(self, expected, actual, path):
        if PYTHON_2:
            expected, actual = sorted(expected.items(), key=repr_of_key), sorted(actual.items(), key=repr_of_key)
        else:
            expected, actual = list(expected.items()), list(actual.items())
        self.check_sequences(iter, [key for key, _ in expected], [key for key, _ in actual], path + ".keys()")
        for (key, value), (_, found) in zip(expected, actual):
            self.check(value, found, "%s[%r]" % (path, key))

    def check_object(self, expected, actual, path):
        if class_of(expected).__module__ == self.style:
            self.check_reduced(self.of_the_base(expected), self.of_the_base(actual), path)
            self.check_attributes(expected, actual, path)
        elif kind(expected) not in (list, tuple, dict, set, frozenset):
            self.check_reduced(reduced(expected), reduced(actual), path)
        if is_singleton(expected):
            require(expected is actual, expected, actual, path)

    def check_reduced(self, expected, actual, path):
        if isinstance(expected, tuple) and isinstance(actual, tuple):
            expected, actual = spread(expected), spread(actual)
        self.check(expected, actual, path + ".__reduce__()")

    def of_the_base(self, value):
        """What the class of Python under the one of the style says of its instance, without the attributes; of those that
        `check_items` knows there is nothing to add."""
        if isinstance(value, PATHS):
            return str(value)
        for base in getattr(type(value), "__mro__", ()):
            if base.__module__ == self.style or base in (set, frozenset, bytearray, object):
                continue
            if "__reduce_ex__" in base.__dict__:
                return without_state(base.__reduce_ex__(value, 4))
            if "__reduce__" in base.__dict__:
                return without_state(base.__reduce__(value))

    def check_attributes(self, expected, actual, path):
        for name in sorted(attribute_names(expected) | attribute_names(actual)):
            values = attribute(expected, name), attribute(actual, name)
            if MISSING in map(id_or_missing, values) and values[0] is not values[1]:
                raise Difference("%s.%s: only one of the two has it" % (path, name))
            if values[0] is not MISSING:
                self.check(values[0], values[1], "%s.%s" % (path, name))


def id_or_missing(value):
    return MISSING if value is MISSING else None


def kind(value):
    return kind_of_type(class_of(value))


def kind_of_type(cls):
    """The class; in Python 2 the two types of text are one kind, and the two of ints, as they are equal there."""
    if PYTHON_2 and cls in (str, unicode):
        return unicode
    return int if cls is long else cls


def class_of(value):
    """In Python 2 every instance of an old-style class has the same type."""
    return value.__class__ if PYTHON_2 and type(value).__name__ == "instance" else type(value)


def is_name(value):
    """Whether it is a class or a function, and not the method of some object."""
    owner = getattr(value, "__self__", None)
    return isinstance(value, NAMES) and (owner is None or isinstance(owner, (type, types.ModuleType)))


def is_singleton(value):
    """Whether it says that it is what a name of its module stands for."""
    by_object = object.__reduce_ex__, object.__reduce__
    cls = type(value)
    is_by_object = (cls.__reduce_ex__, cls.__reduce__) == by_object
    return not is_by_object and not isinstance(value, PATHS) and isinstance(reduced(value), str)


def is_enum_member(value):
    return any(base.__name__ == "Enum" and base.__module__ == "enum" for base in getattr(type(value), "__mro__", ()))


def is_same_scalar(expected, actual):
    """Equal, and alike in what `==` does not see: the sign of zero, and that NaN is NaN."""
    is_told_by_text = isinstance(expected, (float, complex))
    return repr(expected) == repr(actual) if is_told_by_text else expected == actual


def in_order(items):
    return iter(sorted(items, key=repr))


def repr_of_key(item):
    return repr(item[0]).lstrip("u")


def reduced(value):
    """What a pickler asks the value for."""
    if isinstance(value, PATHS):
        return str(value)
    reducer = copyreg.dispatch_table.get(type(value))
    return reducer(value) if reducer else value.__reduce_ex__(2 if PYTHON_2 else 4)


def spread(reduced):
    """A reduce value with its iterators of items as lists."""
    return tuple(list(part) if index in (3, 4) and part is not None else part for index, part in enumerate(reduced))


def without_state(reduced):
    return reduced[:2] + (None,) + reduced[3:] if isinstance(reduced, tuple) else reduced


def attribute(value, name):
    """One that is not set has the value of the class, if the class has one that it need not compute."""
    attributes = getattr(value, "__dict__", {})
    if name in attributes:
        return attributes[name]
    of_class = getattr(class_of(value), name, MISSING)
    is_computed = hasattr(type(of_class), "__get__") and not isinstance(of_class, types.MemberDescriptorType)
    return MISSING if is_computed else getattr(value, name, MISSING)


def attribute_names(value):
    names = set(getattr(value, "__dict__", ()))
    for cls in getattr(type(value), "__mro__", ()):
        slots = () if cls.__module__.startswith("pathlib") else cls.__dict__.get("__slots__", ())
        for name in [slots] if isinstance(slots, str) else slots:
            private = name.startswith("__") and not name.endswith("__")
            names.add("_%s%s" % (cls.__name__.lstrip("_"), name) if private else name)
    return names - IGNORED


def require(condition, expected, actual, path):
    if not condition:
        raise Difference("%s: expected %s, found %s" % (path, describe(expected), describe(actual)))


def describe(value):
    text = repr(value)
    return "%s %s" % (type(value).__name__, text if len(text) < 80 else text[:80] + "...")
