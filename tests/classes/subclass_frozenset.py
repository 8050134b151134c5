"""A subclass of `frozenset`."""
# python: 3.6+


class Sample(frozenset):
    pass


def samples():
    noted = Sample(['only'])
    noted.note = "set later"
    return [Sample(), noted]
