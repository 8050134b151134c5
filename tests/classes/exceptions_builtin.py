"""Python's own exceptions in fields, with their arguments and what they keep beside them."""
# python: 3.6+
from typing import Optional


class Sample:
    error: Exception
    value_error: ValueError
    cause: Optional[BaseException]

    def __init__(self, error: Exception, value_error: ValueError, cause: Optional[BaseException] = None) -> None:
        self.error = error
        self.value_error = value_error
        self.cause = cause


def with_cause():
    error = ValueError("a")
    error.__cause__ = KeyError("b")
    return error


def samples():
    return [
        Sample(KeyError("k"), ValueError("v"), SystemExit(3)),
        Sample(ImportError("no module", name="n", path="p"), with_cause(), StopIteration(5)),
        Sample(OSError(2, "No such file"), ValueError(), KeyboardInterrupt()),
        Sample(OSError(2, "Not there", "secret.txt"), UnicodeDecodeError("utf-8", b"x", 0, 1, "reason")),
        Sample(OSError(2, "Not here", "from.txt", None, "to.txt"), ValueError("two", 2)),
        Sample(SyntaxError("invalid", ("file", 1, 2, "text")), ValueError(None)),
        Sample(NameError("name 'x' is not defined"), ValueError(("in", "a", "tuple"))),
    ]
