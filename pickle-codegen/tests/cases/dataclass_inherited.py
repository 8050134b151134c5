"""Base fields come first; a field given anew keeps its place."""

from dataclasses import dataclass as dc


@dc
class Base:
    number: int
    text: str = "base"


@dc
class Mixin:
    flag: bool = False


@dc
class Derived(Mixin, Base):
    ratio: float = 0.25
    text: str = "derived"
