"""`Any` holds instances whose state is anything at all, also what is false."""
# python: 3.6+
from typing import Any


class Falsy:
    state: Any = None

    def __getstate__(self):
        return self.state

    def __setstate__(self, state):
        if state != type(self).state or type(state) is not type(type(self).state):
            raise ValueError(state)


class False_(Falsy):
    state = False


class Zero(Falsy):
    state = 0


class Empty(Falsy):
    state = ""


class EmptyDict(Falsy):
    state = {}


class EmptyTuple(Falsy):
    state = ()


class Sample:
    anything: Any

    def __init__(self, anything: Any) -> None:
        self.anything = anything


def samples():
    return [Sample([False_(), Zero(), Empty(), EmptyDict(), EmptyTuple()])]
