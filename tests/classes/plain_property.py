"""Class variables, properties, methods and constants are no attributes of the instance."""
# python: 3.6+
from typing import ClassVar, Dict


class Sample:
    registry: ClassVar[Dict[str, int]] = {}
    LIMIT = 10

    def __init__(self, width: int, height: int) -> None:
        self.width = width
        self.height = height

    @property
    def area(self) -> int:
        return self.width * self.height

    @staticmethod
    def square(side: int) -> "Sample":
        return Sample(side, side)

    @classmethod
    def unit(cls) -> "Sample":
        return cls(1, 1)


def samples():
    return [Sample(2, 3), Sample.square(4), Sample.unit()]
