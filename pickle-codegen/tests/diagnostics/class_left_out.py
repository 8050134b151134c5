from enum import Enum
from typing import Protocol


class Failure(metaclass=type):
    pass


class Sized(Protocol):
    size: int


class Empty(Enum):
    pass


class Order:
    failure: Failure
    failures: list[Failure]
    sized: Sized
    empty: Empty
