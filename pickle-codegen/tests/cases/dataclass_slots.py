"""Dataclasses whose decorator makes slots."""

from dataclasses import dataclass, field


@dataclass(slots=True)
class Line:
    sku: str
    quantity: int = 1
    tags: list[str] = field(default_factory=list)


@dataclass(slots=True)
class DiscountedLine(Line):
    discount: float = 0.0


@dataclass
class Document:
    title: str


@dataclass(slots=True)
class SlotsOverDict(Document):
    pages: int = 0


@dataclass
class DictOverSlots(Line):
    color: str = "red"
