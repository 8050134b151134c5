"""The items of a list may be None now."""

from dataclasses import dataclass
from typing import Any, Dict, List, Optional, Union


@dataclass
class Account:
    values: List[int]


def samples():
    return [Account([1])]
