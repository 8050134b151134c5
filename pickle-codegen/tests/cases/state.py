"""`__getstate__` methods that only pick attributes."""


class All:
    a: int

    def __getstate__(self):
        return self.__dict__


class Copy:
    a: int

    def __getstate__(self):
        return dict(self.__dict__)


class SlotsAsDict:
    __slots__ = ("a", "b")
    a: int
    b: str

    def __getstate__(self):
        return {"a": self.a, "b": self.b}
