"""A dataclass that is an exception: the arguments of the call, and the fields as state."""
# python: 3.7+
from dataclasses import dataclass


@dataclass
class Sample(Exception):
    code: int
    message: str

    __hash__ = Exception.__hash__


def samples():
    return [Sample(404, "not found"), Sample(-1, "")]
