"""A class marked as the base of a family, and a member of it that the module does not know."""
# python: 3.7+
from dataclasses import dataclass
from typing import Dict


@dataclass
class Shape:  # pickle: family
    name: str


@dataclass
class Circle(Shape):
    radius: float


@dataclass
class Sample:
    shape: Shape
    shapes: Dict[str, Shape]


def samples():
    return [
        Sample(Circle("round", 1.5), {"base": Shape("any"), "circle": Circle("small", 0.25)}),
        Sample(Shape("bare"), {}),
    ]
