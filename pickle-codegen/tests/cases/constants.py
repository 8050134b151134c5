"""Defaults that name other constants."""

from dataclasses import dataclass, field
from enum import Enum

DEFAULT_SIZE = 2**10
NAMES = ["a", "b"]
PREFIX = "x" + "-"


class Mode(Enum):
    FAST = "fast"
    SLOW = "slow"


DEFAULT_MODE = Mode.SLOW


@dataclass
class Constants:
    LIMIT = 5
    size: int = DEFAULT_SIZE
    half: float = 1 / 2
    prefix: str = PREFIX
    mode: Mode = DEFAULT_MODE
    mode_value: str = Mode.FAST.value
    limit: int = LIMIT
    negative: int = -7
    mask: int = 0xFF & ~0x0F
    names: list[str] = field(default_factory=lambda: ["a", "b"])
    frozen: frozenset[int] = frozenset({1, 2})
    direction: str = "\u202e"
    quotes: str = "\"'\\\n"
    modes: tuple[Mode, ...] = (Mode.FAST, Mode.SLOW)
    maybe: Mode | None = Mode.FAST
