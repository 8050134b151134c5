"""Prints lists as every pickler of this Python writes them: a line for each, the name of the type of the items and the pickle in hex."""

from __future__ import print_function

import binascii
import pickle
import pickletools
import sys

import models

try:
    import cPickle
except ImportError:
    cPickle = None

picklers = [pickle.dumps, cPickle.dumps if cPickle else pickle._dumps]
optimizers = [lambda pickled: pickled]
if sys.version_info[0] > 2:
    # That of Python 2 drops what its own cPickle needs.
    optimizers.append(pickletools.optimize)

ada = models.Person(u'Ada')
tags = [u'x', u'y']
lists = [
    ('int', [1, -2, 300, 70000, 2**40]),
    ('int', []),
    ('int', [7]),
    ('int', list(range(1001))),
    ('str', [u'a', u'b', u'a', u'']),
    ('four', [(1, u'a', 2.5, None)]),
    ('four', [(number, u'a', 2.5, u'b') for number in range(1001)]),
    ('pair', [(1, u'a'), (2, u'b')]),
    ('list', [[], [1], [1, 2], list(range(1001))]),
    ('list', [[1, 2]] * 3),
    ('dict', [{u'a': 1}, {}, {u'b': 2, u'a': 3}]),
    ('person', [ada, models.Person(u'Grace'), ada]),
    ('order', [models.Order(number, ada) for number in range(3)]),
    ('any', [None, True, u'a', [1, (2, 3), {u'k': {4}}], tags, tags, 2.5, ada, (1, 2, 3, 4)]),
    ('any', [(1, 2, 3, 4)]),
]

for name, items in lists:
    is_long = len(items) > 1000
    for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
        for dumps in picklers[is_long:]:
            for optimize in optimizers[is_long:] or optimizers:
                pickled = optimize(dumps(items, protocol))
                print(name, binascii.hexlify(pickled).decode('ascii'))
