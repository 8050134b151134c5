"""A field more, with a default that each object has for itself."""

from dataclasses import dataclass, field
from typing import List


@dataclass
class Account:
    number: int


def samples():
    return [Account(7)]
