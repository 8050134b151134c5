"""Structs of msgspec."""
from typing import ClassVar

import msgspec
from msgspec import Struct, field


class Point(Struct, frozen=True, tag="point"):
    x: int
    y: int = 0
    kind: ClassVar[str] = "point"


class Point3(Point):
    z: int = 0


class Options(Struct, kw_only=True):
    name: str
    size: int = 1


class Mixed(Options):
    """Fields that may be positional come first."""

    number: int
    tags: list[str] = field(default_factory=list)


class Redefined(Options):
    size: int = 2


class Row(msgspec.Struct, array_like=True, omit_defaults=True, forbid_unknown_fields=True):
    id: int
    label: str = field(default="none", name="l")

    def __post_init__(self):
        pass
