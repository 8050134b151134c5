"""`__reduce__` methods that only pick attributes."""

class Called:
    b: int
    a: str

    def __reduce__(self):
        return (self.__class__, (self.a, self.b))


class Typed:
    a: int

    def __reduce__(self):
        return type(self), (self.a,), None


class Named:
    a: int

    def __reduce__(self):
        return Named, (self.a,)


class WithState:
    a: int
    b: str

    def __reduce__(self):
        return WithState, (self.a,), {"b": self.b}


class WithDict:
    a: int
    b: str

    def __reduce__(self):
        return rebuild, (), self.__dict__.copy()


class Outer:
    class Inner:
        a: int
        b: int

        def __reduce__(self):
            return Outer.Inner, (self.a,), {"b": self.b}


def rebuild():
    return WithDict()
