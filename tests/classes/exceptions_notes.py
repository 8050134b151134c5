"""Exceptions with notes, and groups of exceptions."""
# python: 3.11+


class Sample:
    def __init__(self, error: Exception, group: ExceptionGroup) -> None:
        self.error = error
        self.group = group


def samples():
    noted = ValueError("a")
    noted.add_note("n")
    noted.add_note("m")
    nested = ExceptionGroup("inner", [TypeError(2), KeyError("k")])
    return [
        Sample(noted, ExceptionGroup("g", [ValueError(1)])),
        Sample(RuntimeError(), ExceptionGroup("outer", [OSError(5, "io"), nested])),
    ]
