"""Fields that are not declared, in a model of `pydantic.v1`, as pydantic 2 has it."""
# python: 3.8+
# needs: pydantic>=2
from typing import Optional

from pydantic.v1 import BaseModel


class Sample(BaseModel):
    number: int
    note: Optional[str] = None

    class Config:
        extra = "allow"


def samples():
    return [Sample(number=1), Sample(number=2, note="two", colour="red", sizes=[38, 40])]
