"""Private attributes of a model of `pydantic.v1`, as pydantic 2 has it."""
# python: 3.8+
# needs: pydantic>=2
from typing import Dict, Optional

from pydantic.v1 import BaseModel, PrivateAttr


class Sample(BaseModel):
    number: int
    _cache: Dict[str, int] = PrivateAttr(default_factory=dict)
    _note: Optional[str] = PrivateAttr(None)
    _token: str = PrivateAttr()


def samples():
    changed = Sample(number=2)
    changed._cache["two"] = 2
    changed._note = "noted"
    changed._token = "secret"
    return [Sample(number=1), changed]
