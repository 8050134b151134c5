"""Classes and fields that are marked as shared."""

from dataclasses import dataclass
from typing import Dict, List, Optional


@dataclass
class Customer:  # pickle: shared
    name: str
    referrer: Optional["Customer"] = None


class Node(
    object,
):  # pickle: shared(arc)
    next: "Node"


@dataclass
class Address:
    city: str


@dataclass
class Order:
    customer: Customer
    node: Node
    first: Address  # pickle: shared
    second: Optional[Address]  # pickle: shared(arc)
    others: List[Address]  # pickle: shared
    named: Dict[str, Address]  # pickle: shared
    owned: Address


class Plain:
    def __init__(self, address: Address) -> None:
        self.address = address  # pickle: shared
