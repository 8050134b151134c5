"""A value that may not be None any more."""

from dataclasses import dataclass
from typing import Any, Dict, List, Optional, Union


@dataclass
class Account:
    name: Optional[str]


def samples():
    return [Account("b"), Account(None)]
