"""Exceptions."""
from dataclasses import dataclass
from typing import Optional, Union


class Plain(Exception):
    """Whatever it is raised with."""


class Coded(ValueError):
    def __init__(self, message: str, code: int = 0) -> None:
        super().__init__(message, code)
        self.code = code


class Derived(Coded):
    """Its `args` are what `Coded` hands on."""

    def __init__(self, message: str, code: int = 0) -> None:
        super().__init__(message=message, code=code)
        self.detail: str = ""


class Explicit(LookupError):
    def __init__(self, key: str):
        LookupError.__init__(self, key)


class Both(Coded, LookupError):
    def __init__(self, message: str, code: int, key: str) -> None:
        LookupError.__init__(self, message, code, key)
        self.code = code


class Named(Both):
    def __init__(self, message: str, code: int) -> None:
        Coded.__init__(self, message, code)


class Formatted(Exception):
    def __init__(self, number: int) -> None:
        super().__init__(f"number {number}")
        self.number = number


class Forwarding(Exception):
    def __init__(self, *args: object) -> None:
        super().__init__(*args)


class Silent(Exception):
    def __init__(self, code: int) -> None:
        self.code = code


class Annotated(KeyError):
    hint: str = "none"


@dataclass
class Data(Exception):
    code: int
    text: str = ""


class Reduced(Exception):
    def __init__(self, code: int) -> None:
        super().__init__(f"code {code}")
        self.code = code

    def __reduce__(self):
        return type(self), (self.code,)


class Assigned(Exception):
    def __init__(self, code: int) -> None:
        self.args = (code,)


class Stateful(Exception):
    """Python does not ask its `__getstate__`."""

    code: int = 0

    def __getstate__(self):
        return {"other": self.other}


class Report:
    error: Exception
    cause: Optional[BaseException]
    group: "ExceptionGroup[ValueError]"
    coded: Coded
    result: Union[int, KeyError, TypeError]
    either: Union[Coded, OSError]

    def __init__(self) -> None:
        self.last = RuntimeError("none yet")
