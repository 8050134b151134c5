"""`__reduce__` to a call of a `functools.partial`, for keyword arguments."""
# python: 3.6+
from functools import partial
from typing import Any


class Options:
    def __init__(self, *, depth: int, label: str) -> None:
        self.depth = depth
        self.label = label

    def __reduce__(self):
        return partial(Options, depth=self.depth, label=self.label), ()


class Sample:
    options: Any

    def __init__(self, options: Options) -> None:
        self.options = options


def samples():
    return [Sample(Options(depth=1, label="one")), Sample(Options(depth=2, label=""))]
