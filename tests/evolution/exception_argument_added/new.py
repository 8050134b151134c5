"""An exception with an argument more."""

class AccountError(Exception):
    def __init__(self, message: str, code: int) -> None:
        super().__init__(message, code)
        self.message = message
        self.code = code


def samples():
    return [AccountError("no", 4)]
