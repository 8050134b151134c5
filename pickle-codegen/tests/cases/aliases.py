"""Aliases: of anything, with parameters, and of themselves."""

from typing import Annotated, Any, Dict, Final, List, NewType, Optional, Required, Tuple, TypeVar, Union

from typing_extensions import TypeAliasType

T = TypeVar("T")
U = TypeVar("U")

Json = Union[Dict[str, "Json"], List["Json"], str, int, float, bool, None]
type Tree = list[Tree]
type Node = tuple[str, Node | None]
type Link = Chain | str
type Chain = tuple[Link, int]

Pair = Tuple[T, T]
Table = dict[T, list[U]]
type Result[R] = R | Exception_
type Nested[V] = V | list[Nested[V]]
Named = TypeAliasType("Named", dict[str, int])
UserId = NewType("UserId", int)
Text = Annotated[Optional[str], "checked"]


class Exception_:
    text: str


class Holder:
    Local = Union[int, bytes]

    json: Json
    jsons: list[Json]
    tree: Tree
    node: Node
    link: Link
    pair: Pair[int]
    bare_pair: Pair
    table: Table[str, int]
    optional_table: Optional[Table[int, Optional[Pair[str]]]]
    result: Result[int]
    results: list[Result[str]]
    nested: Nested[int]
    named: Named
    user: UserId
    text: Text
    final: Final[Json]
    local: Local
    required: Required[Any]
