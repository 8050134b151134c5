"""`__slots__` beside a `__dict__`, which is empty in the first sample."""
# python: 3.6+


class Sample:
    __slots__ = ("number", "__dict__")
    number: int

    def __init__(self, number: int) -> None:
        self.number = number


def samples():
    used = Sample(2)
    used.later = "in the dict"
    used.more = [3]
    return [Sample(1), used]
