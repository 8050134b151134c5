"""`__reduce__` methods: globals, class methods, items, state setters, and what `copyreg` registers."""
import copyreg


class Singleton:
    def __reduce__(self):
        return "SINGLETON"


SINGLETON = Singleton()


class Made:
    a: int

    @classmethod
    def make(cls, a):
        return cls()

    def __reduce__(self):
        return self.make, (self.a,)


class ByProtocol:
    a: int

    def __reduce_ex__(self, protocol):
        return ByProtocol, (self.a,)


class New:
    a: int

    def __reduce_ex__(self, protocol):
        return copyreg.__newobj__, (type(self),), {"a": self.a}


class NewOfSlots:
    __slots__ = ("a", "b")
    a: int
    b: str

    def __reduce__(self):
        return copyreg.__newobj__, (type(self), self.a), (None, {"b": self.b})


class NewOfBoth:
    __slots__ = ("a", "__dict__")
    a: int
    b: str

    def __reduce__(self):
        return copyreg.__newobj__, (NewOfBoth,), (self.__dict__, {"a": self.a})


class NewAlone:
    a: int

    def __reduce__(self):
        return copyreg.__newobj__, (NewAlone, self.a)


class Basket(list[str]):
    owner: str

    def __reduce__(self):
        return type(self), (), {"owner": self.owner}, iter(self)


class Index:
    names: list[str]
    numbers: dict[str, int]

    def __reduce__(self):
        return Index, (), None, iter(self.names), self.numbers.items()


class Set:
    a: int

    def __reduce__(self):
        return Set, (), {"a": self.a}, None, None, restore


class Registered:
    a: int


def restore(instance, state):
    instance.a = state["a"]


def reduce_registered(value):
    return Registered, (value.a,)


copyreg.pickle(Registered, reduce_registered)
