"""An int where now a float is expected."""

from dataclasses import dataclass
from typing import Any, Dict, List, Optional, Union


@dataclass
class Account:
    price: float


def samples():
    return [Account(7.5)]
