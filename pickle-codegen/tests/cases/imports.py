"""Names that reach the module in roundabout ways."""

from __future__ import annotations

import dataclasses
import datetime
import datetime as dt
import decimal, uuid
import typing
from enum import *
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

try:
    from typing import Self
except ImportError:
    from typing_extensions import Self

Decimal = decimal.Decimal


class Color(Enum):
    RED = 1


@dataclasses.dataclass
class Imported:
    a: datetime.datetime
    b: dt.date
    c: decimal.Decimal
    d: uuid.UUID
    e: typing.Dict[str, typing.Optional[int]]
    f: Sequence[int]
    g: Self | None
    h: Decimal
    color: Color = Color.RED
    colors: list[Color] = dataclasses.field(default_factory=list)
