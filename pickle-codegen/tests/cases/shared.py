"""Classes and fields that are marked as shared."""

from dataclasses import dataclass
from typing import Dict, FrozenSet, List, Optional, Set, Tuple


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


class Values:
    numbers: List[int]  # pickle: shared
    rows: Dict[str, List[float]]  # pickle: shared
    pair: Tuple[bytearray, FrozenSet[str]]  # pickle: shared
    seen: Optional[Set[str]] = None  # pickle: shared(arc)
    tags: List[str] = ["new"]  # pickle: shared
    names: Dict[str, str] = {}  # pickle: shared
