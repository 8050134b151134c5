"""A `RootModel` of pydantic, whose state has two keys; that of 2.0 to 2.3 has four, and is read."""
# python: 3.8+
# needs: pydantic>=2
# verify: pydantic>=2.4
from typing import Dict, List

from pydantic import RootModel


class Tags(RootModel):
    root: Dict[str, str]


class Sample(RootModel[List[Tags]]):
    pass


def samples():
    return [Sample([]), Sample([{"one": "un"}, {}])]
