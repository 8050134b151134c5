"""`__slots__` in all its forms."""


class Tuple:
    __slots__ = ("a", "b")

    def __init__(self, a: int, b: str) -> None:
        self.a = a
        self.b = b


class List:
    __slots__ = ["a"]
    a: int


class Text:
    __slots__ = "only"
    only: float


class Documented:
    __slots__ = {"a": "The first."}
    a: int


class Empty:
    __slots__ = ()


class WithDict:
    __slots__ = ("a", "__dict__", "__weakref__")
    a: int
    b: str


class Derived(Tuple):
    __slots__ = ("c",)
    c: bool


class DictOverSlots(Tuple):
    def __init__(self, a: int, b: str, d: int) -> None:
        super().__init__(a, b)
        self.d = d


class Private:
    __slots__ = ("__pin",)

    def __init__(self, pin: int) -> None:
        self.__pin = pin
