"""`ModuleNotFoundError`, which is an `ImportError` below protocol 3, for want of a name in Python 2."""
# python: 3.6+
# compare: nothing is lost but what Python loses


class Sample:
    def __init__(self, error: ModuleNotFoundError) -> None:
        self.error = error


def samples():
    return [Sample(ModuleNotFoundError("no module named 'm'", name="m")), Sample(ModuleNotFoundError())]
