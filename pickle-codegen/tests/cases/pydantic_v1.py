"""Models of pydantic 1."""
from typing import List

from pydantic.v1 import BaseModel, BaseSettings, Field, PrivateAttr
from pydantic.v1.generics import GenericModel


class Order(BaseModel):
    number: int
    lines: List[str] = Field(default_factory=list)
    size = 3
    _cache: int = PrivateAttr(0)
    _ignored: int = 5

    class Config:
        frozen = True


class Open(BaseModel):
    name: str

    class Config:
        extra = "allow"


class Settings(BaseSettings):
    debug: bool = False


class Page(GenericModel):
    number: int


class Underscored(BaseModel):
    name: str
    _private = "x"

    class Config:
        underscore_attrs_are_private = True
