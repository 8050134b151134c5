"""Init-only variables are not in the state; fields without a parameter are."""
# python: 3.7+
from dataclasses import InitVar, dataclass, field


@dataclass
class Sample:
    number: int
    factor: InitVar[int]
    product: int = field(init=False)
    constant: int = field(default=9, init=False)
    _cache: str = field(default="", init=False, repr=False)

    def __post_init__(self, factor):
        self.product = self.number * factor


def samples():
    return [Sample(2, 3), Sample(4, -5)]
