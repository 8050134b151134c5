"""The classes of the pickles in this directory, and what the pickles are of where a literal cannot say it."""
import collections
import dataclasses

Point = collections.namedtuple("Point", ["x", "y"])
Size = collections.namedtuple("Size", ["x", "y"])


class P:
    def __init__(self, x, y):
        self.x = x
        self.y = y


class Node:
    def __init__(self, next):
        self.next = next


class D(dict):
    pass


class NewArgs(tuple):
    def __new__(cls, a, b):
        return tuple.__new__(cls, (a, b))

    def __getnewargs__(self):
        return tuple(self)


class Slots:
    __slots__ = ("a", "b")

    def __init__(self, a, b):
        self.a = a
        self.b = b


@dataclasses.dataclass(frozen=True)
class Key:
    name: str
    number: int


class Custom:
    def __init__(self, label, number):
        self.label = label
        self.number = number

    def __getstate__(self):
        return (self.label, self.number)

    def __setstate__(self, state):
        self.label, self.number = state


def twice(value):
    return [value, value]


def node_in_itself():
    node = Node(None)
    node.next = node
    return node


def dict_with_an_attribute():
    result = D(a=1)
    result.attr = 5
    return result


def list_in_itself():
    result = []
    result.append(result)
    return result


def arrays_of_one_dtype():
    import numpy

    dtype = numpy.dtype("i4")
    return [numpy.arange(3, dtype=dtype), numpy.arange(5, dtype=dtype)]
