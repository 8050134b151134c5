from typing import Generic, Literal, ParamSpec, TypedDict, TypeVar, TypeVarTuple, Union

T = TypeVar("T")
P = ParamSpec("P")
Ts = TypeVarTuple("Ts")
Floats = dict[str, float] | dict[str, int]
type Tree[V] = V | list[Tree[V]]
Itself = Union["Itself", int]


class Box(Generic[T]):
    value: T


class Order:
    merged: list[int] | list[str]
    merged_tuples: tuple[int, str] | tuple[int, ...] | tuple[str]
    merged_dicts: dict[int, str | None] | dict[str, list[int]] | None
    merged_sets: set[int] | set[str]
    merged_classes: Box[int] | Box[str]
    alias: Floats
    keys: dict[int, str] | dict[float, str]
    itself: Itself


class Generic_(Generic[T]):
    either: T | int
    items: list[T] | int
    optional: T | None
    tree: Tree[T]


class Signature(Generic[P, *Ts]):
    call: P
    items: tuple[*Ts]


class Modern[**Q]:
    call: Q


class Point(TypedDict):
    x: int


class Line(TypedDict):
    points: list[Point]


class Drawing:
    shape: Point | Line
    shapes: list[Point | Line]
    marker: Point | list[int] | str
    loose: Point | dict[str, int]
