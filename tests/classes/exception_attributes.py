"""An exception with attributes: the state stands behind the arguments."""
# python: 3.6+


class Sample(Exception):
    def __init__(self, message: str, code: int = 0) -> None:
        super().__init__(message, code)
        self.code = code


def samples():
    noted = Sample("noted", 2)
    noted.hint = "set later"
    return [Sample("failed", 7), noted]
