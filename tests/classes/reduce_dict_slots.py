"""`__reduce__` with a state for the `__dict__` and one for the slots."""
# python: 3.6+
import copyreg


class Sample:
    __slots__ = ("number", "__dict__")
    number: int
    text: str

    def __reduce__(self):
        return copyreg.__newobj__, (Sample,), ({"text": self.text}, {"number": self.number})


def samples():
    one, two = Sample(), Sample()
    one.number, one.text = 1, "one"
    two.number, two.text = 2, ""
    return [one, two]
