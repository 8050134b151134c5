"""An exception with its arguments alone."""
# python: 2.7, 3.6+


class Sample(Exception):
    pass


def samples():
    return [Sample("boom", 3), Sample(), Sample("one")]
