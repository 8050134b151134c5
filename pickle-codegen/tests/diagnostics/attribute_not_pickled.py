import threading
from collections import Counter
from dataclasses import dataclass

from attrs import define


class Counter:
    def __init__(self, count: int) -> None:
        self.count = count
        self.lock = threading.Lock()
        self.cache: dict[str, int] = {}

    def __getstate__(self):
        """All but the lock."""
        state = self.__dict__.copy()
        del state["lock"]
        state.pop("cache", None)
        return state


class Reduced:
    def __init__(self, count: int) -> None:
        self.count = count
        self.double = 2 * count

    def __reduce__(self):
        return Reduced, (self.count,)


@dataclass(slots=True, frozen=True)
class Money:
    amount: int


class Tagged(Money):
    tag: str


class Votes(Counter[str]):
    title: str


@define
class Slots:
    a: int


class Beyond(Slots):
    def __init__(self, a: int, b: int) -> None:
        super().__init__(a)
        self.b = b


class Stateless:
    a: int

    def __getstate__(self):
        return None


class Exit(SystemExit):
    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code
