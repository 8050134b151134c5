"""A word more among those that a field can be."""
# python: 3.8+

from dataclasses import dataclass
from typing import Literal


@dataclass
class Account:
    unit: Literal["kg", "g"]


def samples():
    return [Account("kg")]
