"""A model of pydantic 2 with a base, whose fields come first."""
# python: 3.8+
# needs: pydantic>=2
from typing import Optional

from pydantic import BaseModel


class Base(BaseModel):
    number: int
    text: str = "default"


class Sample(Base):
    ready: bool = False
    ratio: Optional[float] = None


def samples():
    return [Sample(number=1), Sample(number=2, text="two", ready=True, ratio=0.5)]
