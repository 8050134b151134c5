from dataclasses import dataclass
from enum import Enum, Flag
from typing import Literal


class Color(Enum):
    RED = 1
    GREEN = 2


class Access(Flag):
    READ = 1
    WRITE = 2


@dataclass
class Point:
    x: int
    y: int
    color: Literal["red", "green"] = "red"


@dataclass
class Drawing:
    points: list[Point | None]
    background: Color
    access: Access
    label: int | str
