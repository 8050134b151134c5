"""A dataclass that is a model now."""
# needs: pydantic>=2.1

from dataclasses import dataclass


@dataclass
class Account:
    number: int


def samples():
    return [Account(number=7)]
