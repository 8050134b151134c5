"""Every type in the table."""

import array
import collections
import functools
import ipaddress
import re
import types
import typing as t
from collections import Counter, OrderedDict, defaultdict, deque
from collections.abc import Mapping, MutableMapping, MutableSequence, Sequence
from datetime import date, datetime, time, timedelta, timezone, tzinfo
from decimal import Decimal
from fractions import Fraction
from pathlib import Path, PurePath
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
from zoneinfo import ZoneInfo

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
    ratio: Fraction
    path: Path
    pure: PurePath
    host: ipaddress.IPv4Address
    network: ipaddress.IPv6Network
    pattern: re.Pattern
    text_pattern: re.Pattern[str]
    typed_pattern: t.Pattern[bytes]
    numbers: range
    part: slice
    place: ZoneInfo
    call: functools.partial


class NotHashable:
    options: types.SimpleNamespace
    queue: deque[int]
    bare: deque
    typing_queue: t.Deque[str]
    groups: defaultdict[str, list[int]]
    typing_groups: t.DefaultDict[int, str]
    counts: Counter[str]
    typing_counts: t.Counter[tuple[int, str]]


class NotEq:
    samples: array.array
    queue: deque[float]


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
