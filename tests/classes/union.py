"""Unions of several types load as the dynamic type."""
# python: 3.7+
from dataclasses import dataclass
from typing import List, Union


@dataclass
class Sample:
    either: Union[int, str]
    many: List[Union[int, str, None, List[int]]]


def samples():
    return [Sample(1, [1, "two", None, [3]]), Sample("one", [])]
