"""Classes that hold each other, named before they are defined."""
# python: 3.7+
from dataclasses import dataclass
from typing import List, Optional


@dataclass
class Sample:
    number: int
    owner: "Optional[Owner]"


@dataclass
class Owner:
    name: str
    best: Optional["Sample"]
    rest: "List[Sample]"


def samples():
    return [Sample(1, None), Sample(2, Owner("o", Sample(3, None), [Sample(4, Owner("p", None, []))]))]
