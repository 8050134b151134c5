"""Families: fields that hold instances of subclasses too."""

from abc import ABC, abstractmethod
from dataclasses import dataclass, field
from typing import Optional, Protocol


@dataclass
class Contract:  # pickle: family
    symbol: str
    hedge: Optional["Contract"] = None


@dataclass
class Stock(Contract):
    exchange: str = ""


@dataclass
class Option(Stock):
    strike: float = 0.0


class Shape(ABC):
    name: str

    @abstractmethod
    def area(self) -> float: ...


class Square(Shape):
    side: float

    def area(self) -> float:
        return self.side**2


class Sized(Protocol):
    size: int


class Box(Sized):
    size: int


@dataclass
class Account:  # pickle: family, shared
    number: str


@dataclass
class Savings(Account):
    rate: float


@dataclass
class Base:
    a: int


@dataclass
class Derived(Base):
    class Inner:
        b: int

    c: int


class Deepest(Derived.Inner):
    d: int


@dataclass
class Trade:
    contract: Contract
    contracts: list[Contract]
    stock: Stock
    by_name: dict[str, Optional[Contract]]
    either: Contract | str
    shape: Shape
    sized: Sized
    account: Account
    accounts: list[Account]
    savings: Savings
    base: Base
    inner: Derived.Inner
