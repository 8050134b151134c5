"""A dataclass of pydantic 1."""
# python: 3.8+
# needs: pydantic<2
# codegen: --pydantic-version 1
from typing import List, Optional

from pydantic.dataclasses import dataclass


@dataclass
class Sample:
    number: int
    tags: Optional[List[str]] = None
    ratio: float = 1.0


def samples():
    return [Sample(1), Sample(2, ["two"], 0.5)]
