from enum import Enum


class Reduced:
    a: int

    def __reduce__(self):
        return rebuild, (self.a + 1,)


class ReducedByProtocol:
    a: int

    def __reduce_ex__(self, protocol):
        return ReducedByProtocol, (self.a,)


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
        return getattr, (Color, self.name)


class Coordinate(Enum):
    X = (0, "x")

    def __new__(cls, value, label):
        return object.__new__(cls)
