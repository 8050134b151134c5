"""The classes of the pickles that tests/writing.rs writes and of those that make_graphs.py makes."""

import collections
import enum


class Comparable(object):
    """Instances are equal when type and state are."""

    def __eq__(self, other):
        return type(self) is type(other) and self.state() == other.state()

    def __hash__(self):
        return 1

    def state(self):
        return self.__dict__


class Plain(Comparable):
    def __init__(self, **attributes):
        self.__dict__.update(attributes)


class Slots(object):
    __slots__ = ("a", "b")
    state = Comparable.state

    def __init__(self, **attributes):
        for name, value in attributes.items():
            setattr(self, name, value)

    def __eq__(self, other):
        return type(self) is type(other) and self.values() == other.values()

    def __hash__(self):
        return 1

    def values(self):
        return [getattr(self, name, "unset") for name in ("a", "b")] + [getattr(self, "__dict__", None)]


class DictSlots(Slots):
    __slots__ = ("__dict__",)


class ListState(Comparable):
    """Pickles as dataclasses with slots=True, frozen=True do."""

    def __init__(self, *values):
        self.values = values

    def __getstate__(self):
        return list(self.values)

    def __setstate__(self, state):
        self.values = tuple(state)


class Point(collections.namedtuple("Point", ["x", "y"])):
    __slots__ = ()


class Spot(collections.namedtuple("Spot", ["x", "y"])):
    """Has a __dict__ beside its items."""


def spot(x, y, **attributes):
    spot = Spot(x, y)
    spot.__dict__.update(attributes)
    return spot


class Called(Comparable):
    def __init__(self, *arguments):
        self.arguments = arguments

    def __reduce__(self):
        extra = {name: value for name, value in self.__dict__.items() if name != "arguments"}
        return (type(self), self.arguments, extra) if extra else (type(self), self.arguments)


def called(*arguments, **attributes):
    result = Called(*arguments)
    result.__dict__.update(attributes)
    return result


class MadeBy(Comparable):
    def __reduce__(self):
        return (make, (self.value,))


def make(value):
    made = MadeBy()
    made.value = value
    return made


class NewArgs(Comparable):
    def __new__(cls, key=None, **attributes):
        made = object.__new__(cls)
        made.key = key
        made.__dict__.update(attributes)
        return made

    def __getnewargs__(self):
        return (self.key,)


class NewArgsOnly(NewArgs):
    """What `__new__` takes is not in the state."""

    def __getstate__(self):
        return {name: value for name, value in self.__dict__.items() if name != "key"}

    def __setstate__(self, state):
        self.__dict__.update(state)


class NewArgsEx(Comparable):
    def __new__(cls, key=None, word=None):
        made = object.__new__(cls)
        made.key, made.word = key, word
        return made

    def __getnewargs_ex__(self):
        return (self.key,), {"word": self.word}


class State(Comparable):
    """Pickles with any state."""

    def __init__(self, value):
        self.value = value

    def __getstate__(self):
        return getattr(self, "value", None)

    def __setstate__(self, value):
        self.value = ("set", value)


def stated(value, is_set):
    """What a State with this state loads as."""
    made = State.__new__(State)
    if is_set:
        made.value = ("set", value)
    return made


class Outer(Comparable):
    class Inner(Comparable):
        class Innermost(Comparable):
            pass

    class WithKeywords(NewArgsEx):
        pass


class Color(enum.Enum):
    RED = 1
    GREEN = "green"
    BLUE = (1, 2.5)


class Items(list):
    pass


class Entries(dict):
    pass


class Setter(object):
    """Pickles with a state setter, the sixth item of a reduce value."""

    def __reduce__(self):
        return (Setter, (), {"value": self.value}, None, None, set_state)


def set_state(made, state):
    made.value = state["value"]
