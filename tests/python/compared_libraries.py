"""Values of attrs, pydantic and msgspec for test_compare.py: pairs that differ, and pairs that do not."""
from typing import List

import attr
import msgspec
import pydantic
import pydantic.v1


@attr.s(auto_attribs=True)
class InDict:
    a: int


@attr.s(auto_attribs=True, slots=True)
class InSlots:
    a: int
    _b: int = 2


@attr.s(auto_attribs=True, auto_exc=True)
class Failure(Exception):
    a: int


@attr.s(auto_attribs=True, slots=True, frozen=True, cache_hash=True)
class Hashed:
    a: int


class Struct(msgspec.Struct):
    a: object
    b: object = msgspec.UNSET


class Keywords(msgspec.Struct, kw_only=True):
    a: int


class Derived(Struct):
    pass


class OpenModel(pydantic.BaseModel, extra="allow"):
    pass


class OpenModelV1(pydantic.v1.BaseModel, extra="allow"):
    pass


class Model(pydantic.BaseModel):
    a: int = 1
    b: List[int] = []
    _c: int = pydantic.PrivateAttr(2)
    _d: int = pydantic.PrivateAttr()


class ModelV1(pydantic.v1.BaseModel):
    a: int = 1
    b: List[int] = []
    _c: int = pydantic.v1.PrivateAttr(2)
    _d: int = pydantic.v1.PrivateAttr()


def changed(value, **attributes):
    for name, attribute in attributes.items():
        setattr(value, name, attribute)
    return value


def hashed(value):
    hash(value)
    return value


DIFFERENT = [
    (InDict(1), InDict(2)),
    (InDict(1), changed(InDict(1), b=2)),
    (InDict(1), InSlots(1)),
    (InSlots(1), InSlots(2)),
    (InSlots(1), InSlots(1, 3)),
    (Failure(1), Failure(2)),
    (Failure(1), changed(Failure(1), a=2)),
    (Failure(1), changed(Failure(1), args=(2,))),
    (Hashed(1), Hashed(2)),
    (Struct(1), Struct(2)),
    (Struct(1), Struct(1, None)),
    (Struct(1), Struct(True)),
    (Struct([1]), Struct([2])),
    (Struct(1), Derived(1)),
    (Keywords(a=1), Keywords(a=2)),
]
for model, open_model in [(Model, OpenModel), (ModelV1, OpenModelV1)]:
    DIFFERENT += [
        (model(), model(a=2)),
        (model(), model(a=1)),
        (model(b=[3]), model(b=[4])),
        (model(), changed(model(), _c=3)),
        (model(), changed(model(), _d=3)),
        (open_model(), open_model(z=1)),
        (open_model(z=1), open_model(z=2)),
        (open_model(), model()),
    ]

# The hash is made again when it is asked for.
SAME = [(Hashed(1), hashed(Hashed(1)))]
