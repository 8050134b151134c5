"""Models of pydantic 2."""
from functools import cached_property
from typing import ClassVar, Optional

import pydantic
from pydantic import BaseModel, ConfigDict, Field, PrivateAttr, RootModel, computed_field, field_validator


class Order(BaseModel):
    """An order."""

    model_config = ConfigDict(frozen=True)
    version: ClassVar[int] = 2

    number: int
    #: Who ordered.
    customer: Optional[str] = None
    lines: list[str] = Field(default_factory=list, alias="orderLines")
    amount: pydantic.PositiveInt = 1
    code: pydantic.constr(min_length=1) = "x"
    weights: pydantic.conlist(float) = []
    _cache: dict[str, int] = PrivateAttr(default_factory=dict)
    _seen: bool = False
    _late: int

    @field_validator("number")
    def positive(cls, value):
        return value

    @computed_field
    @property
    def label(self) -> str:
        return f"order {self.number}"


class Express(Order):
    hours: float = 24.0


class Open(BaseModel):
    model_config = ConfigDict(extra="allow")
    name: str


class OpenUnderCondition(BaseModel):
    name: str

    if pydantic.VERSION.startswith("2."):
        model_config = ConfigDict(extra="allow")


class OpenByKeyword(BaseModel, extra="allow"):
    extra: int


class OpenByClass(BaseModel):
    name: str

    class Config:
        extra = "allow"


class Closed(Open):
    model_config = {"extra": "forbid"}


class Anything(RootModel):
    pass


class Named(RootModel):
    root: dict[str, int]


class Remembering(BaseModel):
    name: str

    @cached_property
    def upper(self) -> str:
        return self.name.upper()


class Names(RootModel[list[str]]):
    root: list[str]


class Numbers(RootModel[list[int]]): ...


class Words(pydantic.v1.BaseModel):
    __root__: list[str]


@pydantic.dataclasses.dataclass
class Point:
    x: int
    y: int = Field(default=0)
