"""A frozen model of pydantic 2."""
# python: 3.8+
# needs: pydantic>=2
from typing import FrozenSet, Tuple

from pydantic import BaseModel, ConfigDict


class Sample(BaseModel):
    model_config = ConfigDict(frozen=True)

    number: int
    pair: Tuple[int, str] = (0, "none")
    tags: FrozenSet[str] = frozenset()


def samples():
    return [Sample(number=1), Sample(number=2, pair=(3, "three"), tags=["two"])]
