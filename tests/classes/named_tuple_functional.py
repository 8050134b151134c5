"""`typing.NamedTuple` by call."""
# python: 3.6+
from typing import NamedTuple

Sample = NamedTuple("Sample", [("number", int), ("text", str), ("ratio", float), ("flag", bool)])


def samples():
    return [Sample(1, "one", 0.5, True), Sample(2, "", -0.5, False)]
