"""A frozen dataclass with slots has a list for a state, in the order of the fields."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Money:
    amount: int
    currency: str = "EUR"


@dataclass(frozen=True, slots=True)
class Price(Money):
    taxed: bool = False


class Tagged(Price):
    """Has no field of its own, since the state is the list of the dataclass's fields."""
