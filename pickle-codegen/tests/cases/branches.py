"""Attributes that not every instance has, and names that are properties."""

from contextlib import suppress
from dataclasses import dataclass, field
from typing import Dict


class Job:
    runs: int = 0
    started: bool = False

    def __init__(self, name: str, *, retry: bool = False) -> None:
        self.name = name
        if retry:
            self.reason = "retry"
        elif name:
            self.size = 1
        else:
            self.size = 0
            raise ValueError(name)
        try:
            self.number: int = int(name)
        except ValueError:
            self.number = 0
        match name:
            case "a":
                self.letter = "a"
            case _:
                self.letter = "?"
        with suppress(KeyError):
            self.inner = True
        for _ in range(3):
            self.last = 1
        self.started = True
        self.later: str
        if name == "short":
            return
        self.end = 1.5
        self.temporary = b""
        del self.temporary


class Derived(Job):
    __slots__ = ("left", "right")

    def __init__(self, name: str) -> None:
        super().__init__(name)
        if name:
            self.name = "derived"
            self.left: int = 1
        self.right = 2


class Failure(Exception):
    def __init__(self, message: str, cause: str = "") -> None:
        super().__init__(message)
        if cause:
            self.cause = cause


class Temperature:
    def __init__(self, celsius: float) -> None:
        self.celsius = celsius
        self.kelvin = celsius + 273.15
        self._unit = "C"

    @property
    def celsius(self) -> float:
        return self._celsius

    @celsius.setter
    def celsius(self, value: float) -> None:
        self._celsius = value

    kelvin = property(lambda self: 0, lambda self, value: None)


class Plain(Temperature):
    celsius = 0.5

    def __init__(self) -> None:
        self.celsius = 1.5


@dataclass
class Lazy:
    number: int
    known: int = field(init=False)
    cache: Dict[str, int] = field(init=False)
    maybe: int = field(init=False)

    def __post_init__(self) -> None:
        self.known = self.number
        if self.number:
            self.maybe = 1


@dataclass(slots=True)
class LazySlots:
    number: int
    count: int = field(init=False, default=1)
    cache: Dict[str, int] = field(init=False)
