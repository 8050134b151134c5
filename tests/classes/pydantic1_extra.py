"""Fields that are not declared, in a model of pydantic 1."""
# python: 3.8+
# needs: pydantic<2
# codegen: --pydantic-version 1
from typing import Optional

from pydantic import BaseModel


class Sample(BaseModel):
    number: int
    note: Optional[str] = None

    class Config:
        extra = "allow"


def samples():
    return [Sample(number=1), Sample(number=2, note="two", colour="red", sizes=[38, 40])]
