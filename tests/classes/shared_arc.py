"""Sharing across threads."""
# python: 3.6+


class Part:
    def __init__(self, number: int) -> None:
        self.number = number


class Sample:
    def __init__(self, left: Part, right: Part) -> None:
        self.left: Part = left  # pickle: shared(arc)
        self.right: Part = right  # pickle: shared(arc)


def samples():
    part = Part(1)
    return [Sample(part, part), Sample(part, Part(1))]
