"""A subclass of `PurePosixPath`; Python drops its attributes."""
# python: 3.6+
# compare: nothing is lost but what Python loses
from pathlib import PurePosixPath


class Sample(PurePosixPath):
    pass


def samples():
    noted = Sample('/', 'a', 'b')
    noted.note = "set later"
    return [Sample('relative/c.txt'), noted]
