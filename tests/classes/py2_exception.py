"""An exception in Python 2: `message` is one of its attributes in no pickle."""
# python: 2.7


class Sample(Exception):
    pass


def samples():
    coded = Sample("m", u"text")
    coded.code = 5
    return [Sample("only"), coded, Sample()]
