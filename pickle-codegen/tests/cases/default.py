"""`Default` is derived, written out, or absent."""

from dataclasses import dataclass, field
from enum import Enum
from typing import Any


class Color(Enum):
    RED = 1
    BLUE = 2


@dataclass
class Zero:
    count: int = 0
    names: list[str] = field(default_factory=list)
    anything: Any = None


@dataclass
class Written:
    count: int = 1
    color: Color = Color.BLUE
    label: str = "x"
    anything: Any = 5
    zero: Zero = field(default_factory=Zero)


@dataclass
class Absent:
    count: int
    label: str = "x"
