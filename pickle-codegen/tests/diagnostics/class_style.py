import attr
import msgspec
import pydantic.dataclasses
from attrs import define
from enum import Flag
from pydantic import BaseModel
from typing import TypedDict


class Model(BaseModel):
    id: int


@pydantic.dataclasses.dataclass
class Checked:
    id: int


@define
class Defined:
    id: int


@attr.s(auto_attribs=True)
class Attributes:
    id: int


class Struct(msgspec.Struct):
    id: int


class Failure(ValueError):
    pass


class Row(TypedDict):
    id: int


class Table(dict):
    pass


class Name(str):
    pass


class Mode(Flag):
    READ = 1


class Made(metaclass=type):
    id: int
