"""`Optional` in its spellings, set and not."""
# python: 3.10+
from dataclasses import dataclass
from typing import Optional, Union


@dataclass
class Sample:
    number: Optional[int]
    text: str | None
    flag: None | bool = None
    ratio: Union[float, None] = None
    nested: Optional[Optional[int]] = None
    items: Optional[list[Optional[int]]] = None


def samples():
    return [Sample(None, None), Sample(0, "", False, 0.0, 0, []), Sample(1, "a", True, 1.0, 2, [None, 3])]
