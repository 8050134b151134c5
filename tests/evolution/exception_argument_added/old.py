"""An exception with an argument more."""

class AccountError(Exception):
    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


def samples():
    return [AccountError("no")]
