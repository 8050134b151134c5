from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from uuid import uuid4


@dataclass
class Required:
    id: int


@dataclass
class Order:
    placed: datetime = field(default_factory=datetime.now)
    price: Decimal = Decimal("0")
    number: int = "one"
    big: int = 2**63
    required: Required = field(default_factory=Required)
    nested: list[int] = field(default_factory=lambda: [uuid4()])


class Left:
    """An instance that nobody gives a price has none of its own."""

    price: Decimal = Decimal("9.5")

    def __init__(self, number: int) -> None:
        self.number = number
