"""`AttributeError` keeps its name from Python 3.12 on; `NameError` never does."""
# python: 3.12+


class Sample:
    def __init__(self, error: AttributeError, other: NameError) -> None:
        self.error = error
        self.other = other


def samples():
    return [
        Sample(AttributeError("no attribute", name="n"), NameError("not defined", name="x")),
        Sample(AttributeError("plain"), NameError()),
    ]
