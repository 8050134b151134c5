"""A value that may be None now."""

from dataclasses import dataclass
from typing import Any, Dict, List, Optional, Union


@dataclass
class Account:
    name: Optional[str]


def samples():
    return [Account("b"), Account(None)]
