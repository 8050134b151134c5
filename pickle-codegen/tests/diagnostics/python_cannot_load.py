from dataclasses import dataclass


class Short(Exception):
    def __init__(self, message: str, code: int) -> None:
        super().__init__(message)
        self.code = code


class Fixed(Exception):
    def __init__(self) -> None:
        super().__init__("fixed")


class KeywordOnly(Exception):
    def __init__(self, *, code: int) -> None:
        self.code = code


@dataclass(frozen=True)
class Frozen(Exception):
    code: int
