"""A field more at the end with a default, where only positions count."""
# python: 3.10+

from dataclasses import dataclass


@dataclass(slots=True, frozen=True)
class Account:
    number: int
    name: str = "x"


def samples():
    return [Account(8, "b")]
