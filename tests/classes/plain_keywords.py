"""Attributes with names that Rust keeps for itself."""
# python: 3.6+


class Sample:
    def __init__(self, type: str, match: int, fn: int, move: bool) -> None:
        self.type = type
        self.match = match
        self.fn = fn
        self.move = move
        self.self: int = 1
        self.crate: int = 2
        self.super: int = 3
        self.Self: int = 4
        self.gen: int = 5
        self._: int = 6


def samples():
    return [Sample("t", 1, 2, True), Sample("u", 3, 4, False)]
