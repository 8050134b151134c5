from dataclasses import dataclass, field
from enum import Enum

import billing.money as money
from billing import Invoice
from tools.compat import Decimal

from .base import Base


class Color(Enum):
    RED = 1
    GREEN = 2


@dataclass
class Customer(Base):
    name: str = ""
    color: Color = Color.RED
    balance: money.Money | None = None
    invoices: list[Invoice] = field(default_factory=list)
    rate: Decimal | None = None

    @dataclass
    class Note:
        text: str
