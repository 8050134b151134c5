"""Private attributes, which Python mangles with the class's name."""
# python: 3.6+


class Sample:
    def __init__(self, secret: int, inner: str) -> None:
        self.__secret = secret
        self._inner = inner
        self.__dunder__ = True


def samples():
    return [Sample(7, "seven"), Sample(8, "")]
