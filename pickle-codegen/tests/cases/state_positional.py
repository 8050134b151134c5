"""`__getstate__` methods that return a tuple, a list or nothing."""


class Pair:
    def __init__(self, a: int, b: str) -> None:
        self.b = b
        self.a = a

    def __getstate__(self):
        return (self.a, self.b)

    def __setstate__(self, state):
        self.a, self.b = state


class Items:
    a: int
    b: str

    def __getstate__(self):
        return [self.a, self.b]

    def __setstate__(self, state):
        self.a = state[0]
        self.b = state[1]


class Nothing:
    def __getstate__(self):
        return None
