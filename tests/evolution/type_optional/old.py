"""A value that may be None now."""

from dataclasses import dataclass
from typing import Any, Dict, List, Optional, Union


@dataclass
class Account:
    name: str


def samples():
    return [Account("a")]
