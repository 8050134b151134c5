"""Unions of exceptions and other types, and exceptions of the file beside Python's own."""
# python: 3.6+
from typing import List, Union


class Refused(ValueError):
    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.code = 7


class Sample:
    def __init__(
        self, result: Union[int, None, Exception], error: Union[Refused, Exception], errors: List[BaseException]
    ) -> None:
        self.result = result
        self.error = error
        self.errors = errors


def samples():
    return [
        Sample(1, Refused("r"), [Refused("s"), KeyError("k")]),
        Sample(ValueError("v"), TypeError(), []),
        Sample(None, StopIteration(1), [SystemExit(2)]),
    ]
