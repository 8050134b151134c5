"""A generic class, and a subclass that gives the type argument."""
# python: 3.6+
from typing import Generic, List, TypeVar

T = TypeVar("T")


class Box(Generic[T]):
    def __init__(self, value: T) -> None:
        self.value = value


class IntBox(Box[int]):
    pass


class Sample:
    def __init__(self, box: Box[int], boxes: List[Box[str]], derived: IntBox) -> None:
        self.box = box
        self.boxes = boxes
        self.derived = derived


def samples():
    return [Sample(Box(1), [], IntBox(2)), Sample(Box(-1), [Box("a"), Box("b")], IntBox(3))]
