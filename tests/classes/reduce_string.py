"""`__reduce__` that gives a name: an object of the module, of which there is one."""
# python: 3.6+
from typing import Optional


class Missing:
    def __reduce__(self):
        return "MISSING"


MISSING = Missing()


class Sample:
    marker: Missing
    other: Optional[Missing]

    def __init__(self, marker: Missing, other: Optional[Missing]) -> None:
        self.marker = marker
        self.other = other


def samples():
    return [Sample(MISSING, None), Sample(MISSING, MISSING)]
