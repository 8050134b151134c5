"""`__getstate__` without the attribute that cannot be pickled, which `__setstate__` makes anew."""
# python: 3.6+
import threading
from typing import List


class Sample:
    def __init__(self, name: str, numbers: List[int]) -> None:
        self.name = name
        self.numbers = numbers
        self._lock = None if name == "unlocked" else threading.Lock()

    def __getstate__(self):
        state = self.__dict__.copy()
        del state["_lock"]
        return state

    def __setstate__(self, state):
        self.__dict__.update(state)
        self._lock = None


def samples():
    restored = Sample.__new__(Sample)
    restored.__setstate__({"name": "restored", "numbers": [1, 2]})
    return [Sample("unlocked", []), restored]
