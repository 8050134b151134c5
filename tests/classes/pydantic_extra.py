"""A model of pydantic 2 that keeps fields which it does not declare."""
# python: 3.8+
# needs: pydantic>=2
from typing import Optional

from pydantic import BaseModel, ConfigDict


class Sample(BaseModel):
    model_config = ConfigDict(extra="allow")

    number: int
    note: Optional[str] = None


def samples():
    return [Sample(number=1), Sample(number=2, note="two", colour="red", sizes=[38, 40])]
