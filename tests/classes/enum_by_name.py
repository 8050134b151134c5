"""An `Enum` whose members are pickled by name."""
# python: 3.6+
from enum import Enum


class Sample(Enum):
    FIRST = 1
    SECOND = "two"

    def __reduce_ex__(self, protocol):
        return getattr, (self.__class__, self._name_)


def samples():
    return [Sample.SECOND, Sample.FIRST]
