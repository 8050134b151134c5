"""A dataclass of `pydantic.v1`, as pydantic 2 has it."""
# python: 3.8+
# needs: pydantic>=2
from typing import List, Optional

from pydantic.v1.dataclasses import dataclass


@dataclass
class Sample:
    number: int
    tags: Optional[List[str]] = None
    ratio: float = 1.0


def samples():
    return [Sample(1), Sample(2, ["two"], 0.5)]
