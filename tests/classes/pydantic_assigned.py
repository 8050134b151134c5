"""A model of pydantic 2 whose fields are assigned and copied after it was made."""
# python: 3.8+
# needs: pydantic>=2
from typing import Optional

from pydantic import BaseModel


class Sample(BaseModel):
    number: int
    text: str = "default"
    ratio: Optional[float] = None


def samples():
    assigned = Sample(number=1)
    assigned.ratio = 0.5
    constructed = Sample.model_construct(number=2, text="two")
    return [assigned, constructed, constructed.model_copy(update={"number": 3}), Sample.model_construct()]
