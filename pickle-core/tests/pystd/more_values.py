"""The values of the tests whose classes are collections, paths, addresses, callables, flags and exceptions."""
import array
import collections
import fractions
import functools
import re
import sys

VERSION = sys.version_info[:2]

Point = collections.namedtuple("Point", "x y")


class Labelled(Point):
    """A named tuple with attributes."""


class Refused(Exception):
    """An exception with an attribute."""

    def __init__(self, message, code):
        super(Refused, self).__init__(message, code)
        self.code = code


def more_values():
    named = numbers() + collection_values() + callables() + exceptions()
    if VERSION >= (3, 0):
        named += since_python_3()
    if VERSION >= (3, 9):
        named += since_python_3_9()
    return named


def numbers():
    return [
        ("fraction_third", fractions.Fraction(1, 3)),
        ("fraction_negative", fractions.Fraction(-7, 2)),
        ("fraction_whole", fractions.Fraction(5)),
        ("fraction_long", fractions.Fraction(10**40, 3**30)),
    ]


def collection_values():
    return [
        ("defaultdict_list", collections.defaultdict(list, [("a", [1, 2])])),
        ("defaultdict_factory", collections.defaultdict(functools.partial(list, [1]), [("a", [2])])),
        ("defaultdict_none", collections.defaultdict(None, [("a", 1)])),
        ("counter", collections.Counter(["a", "b", "a"])),
        ("counter_empty", collections.Counter()),
        ("deque", collections.deque([1, 2, 3])),
        ("deque_empty", collections.deque()),
        ("deque_maxlen", collections.deque([1, 2, 3], 2)),
        ("deque_maxlen_zero", collections.deque([], 0)),
        ("range", (range if VERSION >= (3, 0) else xrange)(1, 11, 2)),  # noqa: F821
        ("range_down", (range if VERSION >= (3, 0) else xrange)(10, -2, -4)),  # noqa: F821
        ("slice", slice(1, None, None)),
        ("slice_named", slice(u"a", u"b", 2)),
        ("named_tuple", Point(1, u"a")),
    ] + arrays()


def arrays():
    numbers = [(code, [0, 1, 100]) for code in "bBhHiIlL"] + [("f", [0.5, -1.5]), ("d", [0.1, -2.5])]
    if VERSION >= (3, 0):
        numbers += [("q", [-1, 2**40]), ("Q", [2**63]), ("u", u"h\xe9\U0001f40d")]
    if VERSION >= (3, 13):
        numbers += [("w", u"h\xe9\U0001f40d")]
    named = [("array " + code, array.array(code, items)) for code, items in numbers]
    return named + [("array empty", array.array("i"))]


def callables():
    with_attribute = functools.partial(sorted)
    with_attribute.label = u"x"
    return [
        ("pattern_bytes", re.compile(b"a\xff+", re.MULTILINE)),
        ("partial", functools.partial(sorted, [2, 1], reverse=True)),
        ("partial_attribute", with_attribute),
    ]


def exceptions():
    return [
        ("exception", ValueError(u"no such order", 17)),
        ("exception_no_args", KeyError()),
        ("exception_attributes", Refused(u"no", 7)),
    ]


def since_python_3():
    import ipaddress
    import pathlib
    import types

    labelled = Labelled(1, 2)
    labelled.label = "here"
    paths = ["", "a/b", "/", "/a/b.txt", "//a", "/\xe4"]
    addresses = ["0.0.0.0", "192.168.0.1", "255.255.255.255", "::1", "2001:db8::ff00:42:8329"]
    networks = ["10.0.0.0/8", "0.0.0.0/0", "1.2.3.4/32", "2001:db8::/32", "::/0"]
    windows = ["", "a/b", "c:/", "c:/a/b", "c:a", "//server/share/a"]
    return [
        ("named_tuple_attributes", labelled),
        ("defaultdict_int", collections.defaultdict(int, [("a", 1)])),
        ("range_long", range(0, 2**70, 3)),
        ("pattern", re.compile("a+")),
        ("pattern_flags", re.compile("\xe4+", re.IGNORECASE | re.MULTILINE)),
        ("pattern_ascii", re.compile("a", re.ASCII)),
        ("file_not_found", FileNotFoundError(2, "No such file", "f.txt")),
        ("namespace", types.SimpleNamespace(a=1, b=None)),
        ("namespace_empty", types.SimpleNamespace()),
        ("path_posix", pathlib.PosixPath("a/b")),
    ] + [
        ("path_pure_posix " + text, pathlib.PurePosixPath(text)) for text in paths
    ] + [
        ("path_pure_windows " + text, pathlib.PureWindowsPath(text)) for text in windows
    ] + [
        ("path_segments", pathlib.PurePosixPath("a", "b") / "c"),
        ("path_absolute_segment", pathlib.PurePosixPath("a") / "/b"),
    ] + [
        ("ip " + text, ipaddress.ip_address(text)) for text in addresses
    ] + [
        ("network " + text, ipaddress.ip_network(text)) for text in networks
    ] + [
        ("interface " + text, ipaddress.ip_interface(text)) for text in ["10.0.0.1/8", "2001:db8::1/32"]
    ] + flags()


def flags():
    import flag_classes

    Permission, Mode = flag_classes.Permission, flag_classes.Mode
    return [
        ("flag_member", Permission.READ),
        ("flag_union", Permission.READ | Permission.WRITE),
        ("flag_all", Permission.ALL),
        ("flag_zero", Permission(0)),
        ("int_flag_member", Mode.BINARY),
        ("int_flag_union", Mode.BINARY | Mode.TEXT),
        ("int_flag_unknown_bits", Mode(64)),
    ]


def since_python_3_9():
    import ipaddress
    import zoneinfo

    return [
        ("zoneinfo", zoneinfo.ZoneInfo("UTC")),
        ("zoneinfo_no_cache", zoneinfo.ZoneInfo.no_cache("UTC")),
    ] + ([("ip_scope", ipaddress.ip_address("fe80::1%eth0"))] if VERSION >= (3, 12) else [])
