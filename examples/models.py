"""The data of a small shop, as its Python service pickles it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from enum import Enum
from typing import NamedTuple, Optional
from uuid import UUID


class Status(Enum):
    """Where an order is on its way."""

    OPEN = "open"
    PAID = "paid"
    SHIPPED = "shipped"


class Address(NamedTuple):
    """Where a customer lives."""

    street: str
    city: str
    country: str = "NL"


@dataclass
class Customer:  # pickle: shared
    """Somebody who orders; all orders of a customer refer to the same object."""

    id: int
    name: str
    address: Address
    email: Optional[str] = None


@dataclass
class LineItem:
    """Some pieces of one article."""

    sku: str
    quantity: int
    price: Decimal


@dataclass
class Order:
    """What a customer ordered."""

    id: UUID
    customer: Customer
    placed: datetime
    items: list[LineItem]
    status: Status = Status.OPEN
    notes: dict[str, str] = field(default_factory=dict)
