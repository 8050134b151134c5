"""The values of a dict are of another type."""

from dataclasses import dataclass
from typing import Any, Dict, List, Optional, Union


@dataclass
class Account:
    values: Dict[str, str]


def samples():
    return [Account({"a": "b"})]
