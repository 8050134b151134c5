"""Generic models of pydantic 2: a subclass of one with its arguments given, as one with arguments has no pickle."""
# python: 3.8+
# needs: pydantic>=2
from typing import Generic, List, TypeVar

from pydantic import BaseModel

T = TypeVar("T")


class Page(BaseModel, Generic[T]):
    items: List[T]
    number: int = 1


class Sample(Page[str]):
    total: int = 0


def samples():
    return [Sample(items=[]), Sample(items=["two"], number=2, total=3)]
