"""Arguments of `__new__`."""


class Positional:
    a: int
    type: str

    def __getnewargs__(self):
        """Both."""
        return (self.a, self.type)


class Keywords:
    a: int
    b: str
    c: bool

    def __getnewargs_ex__(self):
        return (self.a,), {"b": self.b, "c": self.c}


class Inherited(Positional):
    d: int


class OnlyArgument:
    a: int
    b: int

    def __getnewargs__(self):
        return (self.a,)

    def __getstate__(self):
        return {"b": self.b}
