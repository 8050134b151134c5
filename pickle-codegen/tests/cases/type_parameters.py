"""Generic classes: type parameters, their bounds and defaults, and what inherits them."""

from dataclasses import dataclass
from typing import Generic, NamedTuple, Optional, ParamSpec, Self, TypeVar, TypeVarTuple

T = TypeVar("T")
K = TypeVar("K")
V_co = TypeVar("V_co", covariant=True)
N = TypeVar("N", int, float)
B = TypeVar("B", bound="Item")
Ts = TypeVarTuple("Ts")
P = ParamSpec("P")


@dataclass
class Item:
    name: str


@dataclass
class Box(Generic[T]):
    value: T
    history: list[T]
    parent: Optional["Box[T]"] = None


@dataclass
class Numeric(Generic[N]):
    value: N


@dataclass
class Bounded(Generic[B]):
    item: B


class Modern[T, D = str]:
    __slots__ = ("value", "other")
    value: T
    other: D | None


class Pair(NamedTuple, Generic[T, K]):
    first: T
    second: K


@dataclass
class Table(Generic[K, V_co]):
    rows: dict[K, V_co]
    keys: set[K]


@dataclass
class Index(Generic[K]):
    table: Table[K, int]


@dataclass
class Unused(Generic[T]):
    size: int


@dataclass
class Link(Generic[T]):
    value: T
    next: Optional["Link[T]"]
    owner: Self | None = None


@dataclass
class Several(Generic[T, *Ts, K]):
    first: T
    last: K


class Task(Generic[P, T]):
    result: T


@dataclass
class IntBox(Box[int]):
    unit: str = "cm"


@dataclass
class OptionalBox(Box[Optional[K]]):
    fallback: Optional[K] = None


@dataclass
class PlainBox(Box):
    pass


class SubTable(Table[str, T]):
    extra_rows: list[T]


@dataclass
class Deep(Generic[T]):
    value: T
    deeper: Optional["Deep[list[T]]"]
    pairs: frozenset[tuple[T, int]]


@dataclass
class Defaulted(Generic[T]):
    value: Optional[T] = None
    count: int = 1


@dataclass
class Holder:
    ints: Box[int]
    texts: list[Box[str]]
    bare: Box
    numeric: Numeric
    bounded: Bounded
    bounded_item: Bounded[Item]
    modern: Modern[int]
    modern_bytes: Modern[int, bytes]
    pair: Pair[int, Box[str]]
    table: Table[str, float]
    index: Index[int]
    unused: Unused[int]
    link: Link[bytes]
    several: Several[int, str, bytes, float]
    task: Task[[int, str], bool]
    either: Box[int] | str
    int_box: IntBox
    sub_table: SubTable[int]
    itself: "Optional[Box[Holder]]"
