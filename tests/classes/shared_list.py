"""One list in two attributes, and in a dict."""
# python: 3.6+
from typing import Dict, List


class Sample:
    def __init__(self, numbers: List[int], again: List[int], names: Dict[str, List[int]]) -> None:
        self.numbers = numbers  # pickle: shared
        self.again = again  # pickle: shared
        self.names = names  # pickle: shared


def samples():
    one = [1]
    return [Sample(one, one, {"both": one}), Sample([2], [2], {})]
