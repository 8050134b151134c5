import pydantic
import typing
from collections import ChainMap
from elsewhere import Customer
from typing import Callable, Iterable, Literal, Optional, TypeVar

T = TypeVar("T")
Recursive = "Recursive | None"
Instance = object()


def function(): ...


class Order:
    foreign: Customer
    foreign_items: list[Customer]
    callback: Callable[[int], str]
    items: Iterable[int]
    chain: ChainMap[str, int]
    variable: T
    undefined: Undefined
    call: make_type()
    function: function
    instance: Instance
    bare: typing.Optional
    computed: "Literal[b'a' + x]"
    wrong: list[int, str]
    long: tuple[int, int, int, int, int, int, int, int, int, int, int, int, int]
    literals: Literal["a", 1.5]
    recursive: Recursive


class Account(pydantic.BaseModel):
    secret: pydantic.SecretStr
    link: pydantic.HttpUrl
    limit: make_type()


class Page(pydantic.BaseModel, typing.Generic[T]):
    items: list[T]
    next: "Page[T] | None" = None


class Names(Page[str]):
    pass


class Book(pydantic.BaseModel):
    first: Page[str]
    names: Names
    pages: list[Page[int]]
