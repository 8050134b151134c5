"""A dataclass is frozen now."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Account:
    number: int
    name: str


def samples():
    return [Account(8, "b")]
