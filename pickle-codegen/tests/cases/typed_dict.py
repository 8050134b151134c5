"""Typed dicts."""
from typing import TypedDict

from typing_extensions import Annotated, NotRequired, ReadOnly, Required


class Row(TypedDict):
    """A row."""

    id: int
    label: NotRequired[str]
    note: Annotated[NotRequired[str], "free text"]


class Partial(TypedDict, total=False):
    a: Required[int]
    b: "ReadOnly[str]"


class Derived(Row, Partial):
    c: float


Header = TypedDict("Header", {"content-type": str, "in": NotRequired[int]})

Loose = TypedDict("Loose", {"x": int}, total=False)


class Holder:
    row: Row
    headers: list[Header]
