"""A plain class without attributes: no `BUILD`."""
# python: 2.7, 3.6+


class Sample(object):
    pass


def samples():
    return [Sample(), Sample()]
