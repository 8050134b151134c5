from dataclasses import dataclass, field


@dataclass
class Point:
    x: int
    y: int


@dataclass
class Order:
    id: int
    size: int = 7
    large: int = 2**62
    none: int = 0
    numbers: list[int] = field(default_factory=lambda: [1, 2])
    prices: dict[str, int] = field(default_factory=dict)
    places: dict[Point, str] = field(default_factory=dict)
    pairs: dict[tuple[str, int], int] = field(default_factory=dict)
    either: int | str = 1


class Percent(int):
    """An int that is more."""

    def __init__(self, value: int) -> None:
        self.places = 2


class Prices(dict[str, int]):
    """A dict that is more."""
