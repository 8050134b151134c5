from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from typing import Optional


class Status(Enum):
    OPEN = "open"
    PAID = "paid"


@dataclass
class Order:
    """What somebody ordered."""

    id: int
    items: list[str]
    due: Optional[date] = None
    status: Status = Status.OPEN
    notes: dict[str, str] = field(default_factory=dict)
