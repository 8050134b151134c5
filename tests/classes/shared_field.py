"""One object in several places, through fields marked as shared."""
# python: 3.7+
from dataclasses import dataclass
from typing import Dict, List, Optional


@dataclass
class Customer:
    name: str


@dataclass
class Sample:
    buyer: Customer  # pickle: shared
    payer: Optional[Customer]  # pickle: shared
    others: List[Customer]  # pickle: shared
    named: Dict[str, Customer]  # pickle: shared
    number: int = 0


def samples():
    ann, bob = Customer("Ann"), Customer("Bob")
    return [
        Sample(ann, ann, [bob, ann], {"a": ann, "b": bob}),
        Sample(bob, None, [], {}),
        Sample(ann, bob, [Customer("Ann"), Customer("Ann")], {}, 1),
    ]
