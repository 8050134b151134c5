"""Writes objects of every form that __reduce__ can return, or checks what Rust made of them.

write DIRECTORY: KIND.PROTOCOL.pickle for each kind and protocol of this Python
check DIRECTORY: KIND.PROTOCOL.returned gives equal objects
"""
from __future__ import print_function
import os
import pickle
import sys

sys.modules["forms"] = sys.modules["__main__"]
PROTOCOLS = range(min(pickle.HIGHEST_PROTOCOL, 5) + 1)
HAS_SETTERS = sys.version_info >= (3, 8)


class Basket(list):
    """Four items: copyreg's, with list items."""


class Registry(dict):
    """Five items: copyreg's, with dict items."""


class Tags(set):
    """Three items: set's own, the members as an argument."""


class Nothing(object):
    """A string."""

    def __reduce__(self):
        return "NOTHING"


NOTHING = Nothing()


class Everything(object):
    """Six items."""

    def __init__(self, number):
        self.number, self.items, self.entries = number, [], {}

    def append(self, item):
        self.items.append(item)

    def extend(self, items):
        self.items.extend(items)

    def __setitem__(self, key, value):
        self.entries[key] = value

    def __reduce__(self):
        state = {"label": self.label}
        return make, (self.number,), state, iter(self.items), iter(self.entries.items()), restore


def make(number):
    return Everything(number)


def restore(everything, state):
    everything.label = state["label"]
    everything.restored = True


class Owned(object):
    """copyreg's state, but with a setter."""

    def __reduce__(self):
        return type(self), (), vars(self), None, None, own


def own(owned, state):
    vars(owned).update(state)
    owned.__dict__["owners"] = owned.__dict__.get("owners", 0)


class Stateful(object):
    """Whatever state, and a note of what __setstate__ was given."""

    def __init__(self, state):
        self.state, self.given = state, []

    def __getstate__(self):
        return self.state

    def __setstate__(self, state):
        self.state = state
        self.__dict__.setdefault("given", []).append(state)


for thing in [Basket, Registry, Tags, Nothing, Everything, Owned, Stateful, make, restore, own]:
    thing.__module__ = "forms"

STATES = [None, False, 0, 0.0, u"", (), [], {}, True, 1, u"state", (None,), [0], {u"key": 0}]


def with_attributes(value, **attributes):
    vars(value).update(attributes)
    return value


def everything():
    value = with_attributes(Everything(7), label=u"six", restored=True)
    value.extend([1, 2, 3])
    value[u"one"] = 1
    return value


def objects():
    made = {
        "basket": with_attributes(Basket([1, 2, 3]), owner=u"Ann"),
        "basket_of_one": Basket([1]),
        "basket_empty": with_attributes(Basket(), owner=u"Ann"),
        "basket_large": Basket(range(2500)),
        "registry": with_attributes(Registry({u"one": 1}), title=u"numbers"),
        "registry_empty": Registry(),
        "tags": with_attributes(Tags([7]), note=u"odd"),
        "nothing": [NOTHING, NOTHING],
        "globals": [Basket, make, dict, len],
    }
    if HAS_SETTERS:
        made["everything"] = [everything()] * 2
        made["owned"] = with_attributes(Owned(), name=u"Ann", owners=0)
    for number, state in enumerate(STATES):
        made["stateful_%d" % number] = Stateful(state)
    return made


def describe(value):
    if isinstance(value, list) and type(value) is list:
        return [describe(item) for item in value]
    if isinstance(value, type) or callable(value) or value is NOTHING:
        return id(value)
    attributes = sorted(getattr(value, "__dict__", {}).items())
    items = sorted(value.items()) if isinstance(value, dict) else list(value) if hasattr(value, "__iter__") else None
    return [type(value).__name__, attributes, items]


def text(value):
    # The types of numbers count, whether a str of Python 2 is unicode does not.
    return repr(describe(value)).replace("u'", "'")


def is_same_everywhere(value):
    return type(value) is not list or value[0] is value[-1]


command, directory = sys.argv[1:]
for protocol in PROTOCOLS:
    for kind, value in objects().items():
        path = os.path.join(directory, "%s.%d." % (kind, protocol))
        data = pickle.dumps(value, protocol)
        if command == "write":
            with open(path + "pickle", "wb") as file:
                file.write(data)
            continue
        with open(path + "returned", "rb") as file:
            returned = pickle.load(file)
        expected = pickle.loads(data)
        assert text(returned) == text(expected), (path, text(returned), text(expected))
        assert is_same_everywhere(returned) == is_same_everywhere(expected), path
if command == "check":
    print(len(objects()) * len(PROTOCOLS), "pickles")
