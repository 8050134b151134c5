"""A field more, with a default that each object has for itself."""

from dataclasses import dataclass, field
from typing import List


@dataclass
class Account:
    number: int
    tags: List[str] = field(default_factory=list)


def samples():
    return [Account(7, ["a"])]
