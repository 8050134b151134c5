"""Fields that point at objects which another place owns."""

from dataclasses import dataclass
from typing import Dict, Generic, List, Optional, TypeVar

T = TypeVar("T")


class Node:
    def __init__(self, name: str, parent: "Optional[Node]" = None) -> None:
        self.name = name
        self.parent = parent  # pickle: weak
        self.children: List["Node"] = []  # pickle: shared
        self.neighbours: Dict[str, "Node"] = {}  # pickle: weak


@dataclass
class Page:  # pickle: shared(arc)
    title: str
    pages: List["Page"]
    book: "Book"  # pickle: weak
    previous: Optional["Page"] = None  # pickle: weak


@dataclass
class Book:  # pickle: shared(arc)
    pages: List[Page]
    sequel: Optional["Book"] = None


class Link:  # pickle: shared
    __slots__ = ("next",)

    def __init__(self, next: "Link") -> None:
        self.next = next  # pickle: weak


class Chain:
    links: List[Link]
    last: Link  # pickle: weak


class Owner:  # pickle: shared
    owner: "Optional[Owner]" = None  # pickle: weak
    owned: List["Owner"] = []


class Shape:  # pickle: family
    group: "Optional[Shape]"  # pickle: weak


class Group(Shape):
    shapes: List[Shape]  # pickle: shared


class Branch(Generic[T]):
    value: T
    parent: "Optional[Branch[T]]"  # pickle: weak
    branches: List["Branch[T]"]
    twins: "List[Branch[T]]"  # pickle: shared


class Forest(Generic[T]):
    trees: List[Branch[T]]  # pickle: shared
    planted: Branch[T]
    by_value: Dict[T, int]
