from dataclasses import dataclass
from typing import Literal

Payment = int | str


@dataclass
class Customer:
    name: str


@dataclass
class Order:
    customer: Customer
    payment: Payment
    status: Literal["open", "closed"]
    reason: Literal["late", "broken"]

    @dataclass
    class Line:
        sku: str
