from enum import Enum


class Order:
    userName: str
    user_name: str


class OrderLine:
    id: int


class Color(Enum):
    RED = 1
    red = 2


class Outer:
    class Inner:
        id: int


class OuterInner:
    id: int
