from collections import namedtuple


class Order:
    __slots__ = ("id", "name", "unset")

    def __init__(self, id, name=None):
        self.id = id
        self.name = name


class Mixed:
    def __init__(self, point):
        self.x, self.y = point
        if point:
            self.value = 1
        else:
            self.value = "one"


class Reduced:
    def __reduce__(self):
        return Reduced, (self.missing,)


Pair = namedtuple("Pair", "first second")
