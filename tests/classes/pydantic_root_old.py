"""A `RootModel` of pydantic for readers with 2.0 to 2.3, which want all four keys of a model; later ones read it too."""
# python: 3.8+
# needs: pydantic>=2
# verify: pydantic<2.4
# codegen: --pydantic-version 2.0
from typing import Dict, List

from pydantic import RootModel


class Tags(RootModel):
    root: Dict[str, str]


class Sample(RootModel[List[Tags]]):
    pass


def samples():
    return [Sample([]), Sample([{"one": "un"}, {}])]
