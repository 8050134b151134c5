"""A subclass of `dict`."""
# python: 3.6+


class Sample(dict):
    pass


def samples():
    noted = Sample({'k': 1, 2: [None]})
    noted.note = "set later"
    return [Sample(), noted]
