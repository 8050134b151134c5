from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .models import Customer


@dataclass
class Base:
    id: int
    owner: Customer | None = None
    kind: int | str = 1
