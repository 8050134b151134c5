"""Annotations that Python never evaluates, in their modern spelling."""
# python: 3.7+
from __future__ import annotations

import typing as t
from dataclasses import dataclass


@dataclass
class Sample:
    numbers: list[int]
    table: dict[str, list[float | None]]
    next: Sample | None = None
    other: t.Optional[Other] = None


@dataclass
class Other:
    back: None | Sample
    pair: tuple[int, ...] = ()


def samples():
    return [
        Sample([1], {"a": [0.5, None]}),
        Sample([], {}, Sample([2], {}), Other(Sample([3], {}), (4, 5))),
    ]
