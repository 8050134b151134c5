"""Subclasses of builtins with attributes that they declare, in fields."""
# python: 3.6+
from typing import Dict, List


class Metres(float):
    source: str

    def __new__(cls, value: float, source: str) -> "Metres":
        self = super().__new__(cls, value)
        self.source = source
        return self

    def __getnewargs__(self):
        return float(self), self.source


class Tag(str):
    line: int

    @classmethod
    def at(cls, text: str, line: int) -> "Tag":
        self = cls(text)
        self.line = line
        return self


class Prices(Dict[str, float]):
    currency: str


class Path(List[int]):
    closed: bool = False


class Sample:
    def __init__(self, height: Metres, tag: Tag, prices: Prices, path: Path) -> None:
        self.height = height
        self.tag = tag
        self.prices = prices
        self.path = path


def samples():
    prices = Prices(tea=1.5, coffee=2.25)
    prices.currency = "EUR"
    empty = Prices()
    empty.currency = "USD"
    path = Path([1, 2, 3])
    path.closed = True
    other = Path()
    other.closed = False
    return [
        Sample(Metres(1.8, "measured"), Tag.at("div", 7), prices, path),
        Sample(Metres(-0.0, "guessed"), Tag.at("", 0), empty, other),
    ]
