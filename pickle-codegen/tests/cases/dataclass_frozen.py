"""A frozen dataclass pickles as a plain one."""

from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Point:
    x: int
    y: int
