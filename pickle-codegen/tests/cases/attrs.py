"""Classes of attrs, with the old and the new names of its decorators."""
from __future__ import annotations

import functools
from typing import ClassVar

import attr
import attrs
from attrs import define, field, frozen


@attr.s(auto_attribs=True)
class Plain:
    name: str
    size: int = attr.ib(default=1, kw_only=True)
    kind: ClassVar[str] = "plain"


@attr.s
class Untyped:
    """Only the calls are fields."""

    number = attr.ib(type=int)
    owner = attr.ib(validator=attr.validators.instance_of(str))
    label = attr.ib(default="none")
    tags = attr.ib(factory=list)
    limit = 5


@attr.s(these={"left": attr.ib(type=int), "right": attr.ib(default=2)})
class These:
    pass


@attr.dataclass
class Data:
    x: int
    y: int = 0


@define
class Slots:
    x: int
    _secret: str = field(default="", alias="secret")
    __hidden: int = 3

    @functools.cached_property
    def double(self) -> int:
        return 2 * self.x


@attr.s(slots=True, cache_hash=True, frozen=True, auto_attribs=True)
class OldSlots:
    x: int
    y: list[int] = attr.Factory(list)


@define
class Derived(Slots):
    z: float = 0.0
    x: int = 9


@frozen(slots=False)
class Frozen:
    x: int


@attrs.mutable
class Calls:
    """One field without an annotation, and annotations are no fields."""

    a: int = 1
    b = field(default=2)


@attr.s(slots=True, getstate_setstate=False)
class OwnSlots:
    x = attr.ib(default=1)


@define
class OwnState:
    x: int
    y: int = 0

    def __getstate__(self):
        return {"x": self.x, "y": self.y}


@attr.s(auto_attribs=True, auto_exc=True)
class Failure(Exception):
    code: int
    reason: str = ""
    retries: int = attr.ib(default=0, init=False)


@define
class SlotsFailure(Exception):
    code: int
    reason: str = ""


@attr.s(auto_attribs=True)
class OldFailure(Exception):
    code: int
