"""Unions of values, of containers and of classes, each holding each of its alternatives."""
# python: 3.7+
from dataclasses import dataclass
from datetime import date, datetime
from typing import Dict, List, Optional, Union

Number = Union[int, float]


@dataclass
class Order:
    number: int


@dataclass
class Customer:
    name: str


@dataclass
class Sample:
    id_or_name: Union[int, str]
    amount: Number
    subject: Union[Order, Customer, str]
    when: Union[date, datetime]
    maybe: Optional[Union[int, str]]
    one_or_many: Union[str, List[str]]
    table: Dict[str, Union[bool, int, bytes]]


def samples():
    return [
        Sample(1, 2, Order(3), date(2024, 1, 2), None, "one", {"flag": True, "count": 1, "data": b"raw"}),
        Sample("name", 2.5, Customer("Ann"), datetime(2024, 1, 2, 3, 4), 5, ["a", "b"], {}),
        Sample(-1, 0, "none of them", date(1, 1, 1), "text", [], {"no": False}),
    ]
