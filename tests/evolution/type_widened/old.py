"""An int, or now a str."""

from dataclasses import dataclass
from typing import Any, Dict, List, Optional, Union


@dataclass
class Account:
    code: int


def samples():
    return [Account(7)]
