"""The containers of the standard library."""
# python: 3.6+
from argparse import Namespace
from array import array
from collections import ChainMap, Counter, OrderedDict, UserDict, UserList, UserString, defaultdict, deque
from types import SimpleNamespace
from typing import DefaultDict, Deque, List


class Sample:
    counts: Counter
    grouped: DefaultDict[str, List[int]]
    recent: Deque[int]
    last: Deque[int]
    table: "OrderedDict[str, int]"
    empty: OrderedDict
    numbers: array
    letters: array
    steps: range
    part: slice
    names: SimpleNamespace
    layers: ChainMap
    users: UserDict
    items: UserList
    text: UserString
    arguments: Namespace


def samples():
    sample, other = Sample(), Sample()
    sample.counts = Counter(a=2, b=1)
    sample.grouped = defaultdict(list, {"k": [1]})
    sample.recent = deque([1, 2])
    sample.last = deque([1], 3)
    sample.table = OrderedDict(z=1)
    sample.empty = OrderedDict()
    sample.numbers = array("i", [1, 2])
    sample.letters = array("u", "xy")
    sample.steps = range(1, 10, 2)
    sample.part = slice(1, 2, None)
    sample.names = SimpleNamespace(c=1)
    sample.layers = ChainMap({"d": 1}, {})
    sample.users = UserDict(e=1)
    sample.items = UserList([1, 2])
    sample.text = UserString("text")
    sample.arguments = Namespace(f=1)
    other.counts = Counter()
    other.grouped = defaultdict(list)
    other.recent = deque()
    other.last = deque(maxlen=0)
    other.table = OrderedDict([("y", 2), ("x", 1)])
    other.empty = OrderedDict()
    other.numbers = array("i")
    other.letters = array("u", "\u00e9")
    other.steps = range(0)
    other.part = slice(None)
    other.names = SimpleNamespace()
    other.layers = ChainMap()
    other.users = UserDict()
    other.items = UserList()
    other.text = UserString("")
    other.arguments = Namespace()
    return [sample, other]
