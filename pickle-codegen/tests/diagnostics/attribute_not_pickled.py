import threading
from dataclasses import dataclass


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
