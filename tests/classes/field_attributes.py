"""Attributes that Rust names, converts or leaves out in its own way."""
# python: 3.6+


class Sample:
    cache = None

    def __init__(self, number: int, at: str) -> None:
        self.number = number
        self.at = at

    def __getstate__(self):
        return {name: value for name, value in vars(self).items() if name != "cache"}


def samples():
    return [Sample(1, "08:30"), Sample(2, "23:59")]
