"""`Box[int](..)` keeps its type arguments in an attribute."""
# python: 3.7+
from typing import Generic, List, TypeVar

T = TypeVar("T")


class Box(Generic[T]):
    def __init__(self, value: T) -> None:
        self.value = value


class Sample:
    def __init__(self, box: Box[int], boxes: List[Box[str]]) -> None:
        self.box = box
        self.boxes = boxes


def samples():
    return [Sample(Box[int](1), [Box("plain")]), Sample(Box(2), [Box[str]("a"), Box[str]("b")])]
