"""Writes pickles.txt, with Python 2.7: name, module, protocol and pickle in hexadecimal of each value.

    ~/.pyenv/versions/2.7.18/bin/python make_pickles.py > pickles.txt
"""

import binascii
import cPickle
import pickle

from values import VALUES

for module in (pickle, cPickle):
    for name in sorted(VALUES):
        for protocol in range(3):
            dumped = module.dumps(VALUES[name], protocol)
            print("%s %s %d %s" % (name, module.__name__, protocol, binascii.hexlify(dumped)))
