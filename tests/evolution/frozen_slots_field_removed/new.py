"""A field less in front, where only positions count."""
# python: 3.10+

from dataclasses import dataclass


@dataclass(slots=True, frozen=True)
class Account:
    launch: bool


def samples():
    return [Account(True)]
