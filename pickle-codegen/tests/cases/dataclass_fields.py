"""Everything that `field()` and the pseudo-fields can say."""

import dataclasses as dc
from dataclasses import KW_ONLY, InitVar, field
from typing import ClassVar


@dc.dataclass
class Config:
    level: int = 3


@dc.dataclass(kw_only=True)
class Job:
    registry: ClassVar[dict[str, int]] = {}
    limit: "ClassVar[int]" = 10
    name: str
    seed: InitVar[int] = 0
    state: str = field(init=False, default="new")
    result: float = field(init=False)
    steps: list[str] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)
    seen: set[int] = field(default_factory=set)
    fixed: frozenset[int] = field(default_factory=frozenset)
    weights: list[float] = field(default_factory=lambda: [0.5, 1])
    table: dict[str, int] = field(default_factory=lambda: {"a": 1})
    config: Config = field(default_factory=Config)
    hidden: int = field(default=7, repr=False, compare=False)

    def __post_init__(self, seed):
        self.result = float(seed)
        self.checked: bool = True


@dc.dataclass
class Positional:
    a: int
    _: KW_ONLY
    b: int = 2
