"""A named tuple in Python 2, and a subclass of one."""
# python: 2.7
from collections import namedtuple

Base = namedtuple("Base", "text data")


class Sample(Base):
    __slots__ = ()


def samples():
    return [Sample(u"text", "data"), Sample(u"", "")]
