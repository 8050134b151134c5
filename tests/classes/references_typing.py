"""Type variables and types with arguments, as values."""
# python: 3.7+
from typing import Any, Dict, List, Optional, TypeVar, Union

T = TypeVar("T")


class Sample:
    def __init__(self, variable: Any, types: List[Any]) -> None:
        self.variable = variable
        self.types = types


def samples():
    return [Sample(T, [List[int], Optional[int]]), Sample(None, [Dict[str, List[T]], Union[int, str]])]
