"""A dataclass that is an attrs class now."""
# needs: attrs>=22.2

from dataclasses import dataclass

from attrs import define


@dataclass
class Account:
    number: int
    name: str


def samples():
    return [Account(7, "a")]
