"""A dataclass that is an attrs class now."""
# needs: attrs>=22.2

from dataclasses import dataclass

from attrs import define


@define
class Account:
    number: int
    name: str


def samples():
    return [Account(8, "b")]
