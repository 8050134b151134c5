"""Every type in the table."""

import collections
import typing as t
from collections import OrderedDict
from collections.abc import Mapping, MutableMapping, MutableSequence, Sequence
from datetime import date, datetime, time, timedelta, timezone, tzinfo
from decimal import Decimal
from typing import (
    Annotated,
    Any,
    Dict,
    Final,
    FrozenSet,
    List,
    Literal,
    NewType,
    Optional,
    Set,
    Tuple,
    TypeAlias,
    Union,
)
from uuid import UUID

UserId = NewType("UserId", int)
Names = List[str]
Matrix: TypeAlias = "list[list[float]]"
type Pairs = dict[str, tuple[int, int]]


class Scalars:
    integer: int
    real: float
    flag: bool
    text: str
    nothing: None
    anything: Any
    thing: object
    data: bytes
    buffer: bytearray
    point: complex


class Standard:
    moment: datetime
    day: date
    hour: time
    span: timedelta
    zone: timezone
    info: tzinfo
    price: Decimal
    key: UUID


class Containers:
    a: list[int]
    b: List[str]
    c: Sequence[int]
    d: MutableSequence[bool]
    e: tuple[int, str]
    f: Tuple[int]
    g: tuple[int, ...]
    h: tuple
    i: tuple[()]
    j: dict[str, int]
    k: Dict[int, Dict[str, float]]
    l: Mapping[str, bytes]
    m: MutableMapping[tuple[int, str], int]
    n: set[int]
    o: Set[str]
    p: frozenset[int]
    q: FrozenSet[str]
    r: OrderedDict[str, int]
    s: collections.OrderedDict
    u: list
    v: dict
    w: set


class Options:
    a: Optional[int]
    b: int | None
    c: None | str
    d: Union[float, None]
    e: Optional[Optional[int]]
    f: Optional[Any]
    g: t.Optional[list[t.Optional[int]]]
    h: Union[int, int, None]


class Aliases:
    user: UserId
    names: Names
    matrix: Matrix
    pairs: Pairs
    annotated: Annotated[int, "positive"]
    final: Final[str]
    inferred: Final = 3
    mode: Literal["r", "w"]
    level: Literal[1, 2, None]
