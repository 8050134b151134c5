"""A new-style class of Python 2, with both kinds of text and both kinds of int."""
# python: 2.7


class Sample(object):
    def __init__(self, data, text, number, big):
        self.data = data
        self.text = text
        self.number = number
        self.big = big
        self.label = "label"
        self.count = 0


def samples():
    return [Sample("ascii", u"text", 1, long(5)), Sample("\xff'\"\\\n", u"\xe9\u20ac\\u0041\n", -2 ** 40, 2 ** 70)]
