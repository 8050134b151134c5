import copyreg
import functools
from enum import Enum, Flag, pickle_by_global_name


class Reduced:
    a: int

    def __reduce__(self):
        return rebuild, (self.a + 1,)


class ReducedByProtocol:
    a: int

    def __reduce_ex__(self, protocol):
        return ReducedByProtocol, (self.a, protocol)


class State:
    a: int

    def __getstate__(self):
        return (self.a, 1)


class Arguments:
    a: int

    def __getnewargs__(self):
        return tuple(self)


class KeywordArguments:
    a: int

    def __getnewargs_ex__(self):
        return (), {"b": self.a}


class Assigned:
    a: int
    __reduce__ = None


class Color(Enum):
    RED = 1

    def __reduce_ex__(self, protocol):
        return getattr, (Color, self.value)


class Coordinate(Enum):
    X = (0, "x")

    def __new__(cls, value, label):
        member = object.__new__(cls)
        member._value_ = value + 1
        return member


class ByGlobalName(Enum):
    A = 1
    __reduce_ex__ = pickle_by_global_name


class Access(Flag):
    READ = 1

    def __reduce_ex__(self, protocol):
        return getattr, (Access, self.name)


class Unpaired:
    a: int
    b: int

    def __getstate__(self):
        return (self.a, self.b)


class Swapped:
    a: int
    b: int

    def __getstate__(self):
        return (self.a, self.b)

    def __setstate__(self, state):
        self.b, self.a = state


class Partial:
    a: int

    def __reduce__(self):
        return functools.partial(Partial, a=self.a), ()


class Bound:
    a: int

    def make(self):
        return self

    def __reduce__(self):
        return self.make, (self.a,)


class Registered:
    a: int


def reduce_registered(value):
    print(value)
    return Registered, (value.a,)


copyreg.pickle(Registered, reduce_registered)
