"""Dataclasses with defaults of every kind."""

from dataclasses import dataclass
from typing import Optional


@dataclass
class Order:
    """An order."""

    id: int
    name: str = "unnamed"
    total: float = -1.5
    whole: float = 3
    paid: bool = True
    note: Optional[str] = None
    comment: Optional[str] = "none"
    nothing: None = None
    pair: tuple[int, str] = (1, "one")
    single: tuple[int] = (3,)
    many: tuple[int, ...] = (1, 2)
    data: bytes = b"\x00\xff"
    seconds: int = 60 * 60
