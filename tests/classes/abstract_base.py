"""A class over an abstract base class."""
# python: 3.6+
from abc import ABC, abstractmethod


class Shape(ABC):
    name: str

    @abstractmethod
    def area(self) -> float: ...


class Sample(Shape):
    def __init__(self, name: str, side: float) -> None:
        self.name = name
        self.side = side

    def area(self) -> float:
        return self.side ** 2


def samples():
    return [Sample("small", 0.1), Sample("large", 1e300)]
