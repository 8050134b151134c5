"""A generic class: its type parameter can be anything."""
# python: 3.6+
from typing import Generic, List, TypeVar

T = TypeVar("T")


class Sample(Generic[T]):
    def __init__(self, value: T, history: List[T]) -> None:
        self.value = value
        self.history = history


def samples():
    return [Sample(1, [2, 3]), Sample("text", ["a", None]), Sample(None, [])]
