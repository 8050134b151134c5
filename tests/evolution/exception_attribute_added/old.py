"""An exception with an attribute more."""

class AccountError(Exception):
    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.code = 4


def samples():
    return [AccountError("no")]
