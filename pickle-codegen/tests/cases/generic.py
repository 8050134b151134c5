"""Generic classes whose attributes do not depend on the parameter."""

from abc import ABC, ABCMeta, abstractmethod
from typing import Generic, Protocol, TypeVar

T = TypeVar("T")


class Sized(Protocol):
    size: int


class Box(Generic[T], Sized):
    size: int


class Modern[U]:
    size: int


class Shape(ABC):
    name: str

    @abstractmethod
    def area(self) -> float: ...


class Square(Shape):
    side: float


class Meta(metaclass=ABCMeta):
    a: int


class Holder:
    box: Box[int]
    modern: "Modern[str]"
