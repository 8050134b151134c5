"""Forward references, recursion, and boxes only where a value would hold itself."""

from dataclasses import dataclass, field
from typing import Optional, Self


@dataclass
class Tree:
    value: int
    left: "Optional[Tree]" = None
    right: Optional["Tree"] = None
    children: "list[Tree]" = field(default_factory=list)
    named: dict[str, "Tree"] = field(default_factory=dict)


@dataclass
class Owner:
    pet: "Pet | None"
    home: "Home"


@dataclass
class Pet:
    owner: Owner
    pair: tuple[int, "Owner"]


@dataclass
class Home:
    street: str


class Chain:
    next: Optional[Self]


class LongerChain(Chain):
    length: int
