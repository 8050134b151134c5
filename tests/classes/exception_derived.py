"""Exceptions over exceptions, of the module and of Python."""
# python: 3.6+


class ShopError(Exception):
    def __init__(self, order: int) -> None:
        super().__init__(order)
        self.order = order


class Sample(ShopError, ValueError):
    def __init__(self, order: int, reason: str) -> None:
        ValueError.__init__(self, order, reason)
        self.order = order
        self.reason = reason


def samples():
    return [Sample(1, "late"), Sample(2, "")]
