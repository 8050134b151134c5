"""A type that is any type now."""

from dataclasses import dataclass
from typing import Any, Dict, List, Optional, Union


@dataclass
class Account:
    code: Any


def samples():
    return [Account(8), Account(None)]
