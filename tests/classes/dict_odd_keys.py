"""A `__dict__` with keys that are no identifiers."""
# python: 3.6+


class Sample:
    number: int

    def __init__(self, number: int) -> None:
        self.number = number


def samples():
    odd = Sample(2)
    vars(odd).update({"weird key": 1, "": None, "1st": "first", "a.b": [2]})
    return [Sample(1), odd]
