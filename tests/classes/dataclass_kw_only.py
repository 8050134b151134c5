"""A dataclass with keyword-only fields."""
# python: 3.10+
from dataclasses import KW_ONLY, dataclass, field


@dataclass(kw_only=True)
class Base:
    number: int = 0
    text: str


@dataclass
class Sample(Base):
    first: int
    _: KW_ONLY
    second: int = 2
    third: int = field(kw_only=True)


def samples():
    return [Sample(1, text="a", third=3), Sample(4, number=5, text="b", second=6, third=7)]
