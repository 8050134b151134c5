"""`NewType`, type aliases, `Final` and `Annotated` are what they stand for."""
# python: 3.9+
from dataclasses import dataclass
from typing import Annotated, Final, NewType, Optional

UserId = NewType("UserId", int)
Names = dict[UserId, str]


@dataclass
class Sample:
    user: UserId
    names: Names
    limit: Annotated[int, "at most ten"]
    parent: Optional[UserId] = None
    kind: Final[str] = "person"


def samples():
    return [Sample(UserId(1), {}, 10), Sample(UserId(2), {UserId(1): "Ann"}, 5, UserId(1), "admin")]
