"""Literals: an enum of their values."""

from enum import Enum
from typing import Literal, Optional

Mode = Literal["r", "w", "r+"]
type Level = Literal[1, 2, -1] | None


class Color(Enum):
    RED = 1
    BLUE = 2


class File:
    mode: Mode = "r"
    level: Level
    status: Literal["open", "closed", "not-found"] = "open"
    optional: Optional[Literal["a"]] = None
    with_none: Literal["a", None]
    modes: list[Mode]
    size: Literal[1, "auto", b"raw", False] = "auto"
    keywords: Literal["self", "type", "Self"]
    empty: Literal["", "-", ">="]
    numbers: Literal["1", 1]
    flag: Literal[True]
    flags: Literal[True, False]
    color: Literal[Color.RED]
    mixed: Literal[Color.RED, "none"]
    nested: Literal[Mode, "x"]
    two: Literal["a"] | Literal["b"]
    covered: Literal["a"] | str
    kinds: dict[Literal["x", "y"], int]


class Other:
    status: Literal["closed", "open", "not-found"]
