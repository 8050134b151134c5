"""Objects that hold themselves, through one attribute and through two objects."""
# python: 3.6+


class Sample:
    def __init__(self, name: str) -> None:
        self.name = name
        self.next: "Sample" = self  # pickle: weak


def samples():
    one, two = Sample("first"), Sample("second")
    one.next, two.next = two, one
    return [Sample("alone"), one, two]
