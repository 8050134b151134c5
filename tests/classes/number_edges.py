"""Numbers at the edges of their opcodes, and ints that no machine has."""
# python: 3.7+
from dataclasses import dataclass
from typing import Any, List


@dataclass
class Sample:
    ints: List[int]
    floats: List[float]
    anything: List[Any]


def samples():
    edges = [0, 127, 128, 255, 256, 32767, 65535, 65536, 2 ** 31 - 1, 2 ** 31, 2 ** 32, 2 ** 63 - 1]
    floats = [0.0, -0.0, 1.5, 0.1, 1e300, 5e-324, 1.7976931348623157e308, float("inf"), float("-inf"), 1 / 3]
    big = [2 ** 63, -(2 ** 63) - 1, 2 ** 64, 10 ** 50, -(10 ** 50), 2 ** 2100, -(2 ** 2039), True, 1, 1.0, 2j]
    return [Sample(edges + [-1 - n for n in edges], floats, big)]
