"""A bool where now an int is expected."""

from dataclasses import dataclass
from typing import Any, Dict, List, Optional, Union


@dataclass
class Account:
    level: bool


def samples():
    return [Account(True)]
