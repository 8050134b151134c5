"""Unions: one enum for each, with a variant for each kind of value."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from typing import Literal, Optional, TypeAlias, Union
from uuid import UUID


class Color(Enum):
    RED = 1


@dataclass
class Card:
    number: str


@dataclass
class Cash:
    amount: float


Payment = Union[Card, Cash]
Reference: TypeAlias = "int | UUID | None"
type Moment = date | datetime


@dataclass
class Order:
    key: int | str
    other_key: Union[str, int]
    payment: Payment
    payments: list[Union[Card, Cash]]
    refund: Optional[Payment]
    reference: Reference
    moment: Moment
    moments: dict[str, Moment]
    flag: bool | int | float | None
    data: bytes | bytearray
    color: Color | str
    many: list[int] | int
    groups: dict[str, int | str | None] | list[int | str]
    extended: Payment | int
    anything: Union[int, str, bytes, float, bool]
    size: int | Literal["auto"]
    nested: Union[int, Union[str, Optional[bytes]]]
    keys: set[int | str]
    default: int | str = 0
    text_default: str | float | int = 1
    payment_default: Payment | None = None


@dataclass
class Tree:
    """A tree whose leaves are texts."""

    left: "Tree | str"
    right: "Tree | str"
    parent: "Optional[Tree]" = None


@dataclass
class Invoice:
    payment: Payment
    key: str | int
