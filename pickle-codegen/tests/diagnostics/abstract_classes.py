from abc import ABC, abstractmethod
from typing import Generic, Protocol, TypeVar

T = TypeVar("T")


class Sized(Protocol):
    size: int


class Shape(ABC):
    @abstractmethod
    def area(self) -> float: ...


class Repository(ABC, Generic[T]):
    @abstractmethod
    def get(self) -> T: ...


class Orders(Repository[int]):
    def get(self) -> int:
        return 1


class Alone:  # pickle: family
    pass


class Holder:
    sized: Sized
    shape: Shape
    repository: Repository[int]
