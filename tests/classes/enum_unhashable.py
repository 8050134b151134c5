"""An `Enum` whose values have no hash, and one member without a value."""
# python: 3.6+
from enum import Enum


class Sample(Enum):
    TABLE = {"k": 1}
    ITEMS = [1, 2]
    NOTHING = None


def samples():
    return [Sample.ITEMS, Sample.TABLE, Sample.NOTHING]
