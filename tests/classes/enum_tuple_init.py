"""An `Enum` whose values are the arguments of `__init__`."""
# python: 3.6+
from enum import Enum


class Sample(Enum):
    MERCURY = (3.303e23, 2.4397e6)
    EARTH = (5.976e24, 6.37814e6)

    def __init__(self, mass: float, radius: float) -> None:
        self.mass = mass
        self.radius = radius

    @property
    def gravity(self) -> float:
        return 6.673e-11 * self.mass / self.radius ** 2


def samples():
    return [Sample.EARTH, Sample.MERCURY]
