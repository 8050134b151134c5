"""Checks what Rust wrote, with Python 2.7: lines of name, protocol and pickle on standard input; prints what is wrong."""

import binascii
import cPickle
import pickle
import sys

from values import VALUES, same

count = 0
for line in sys.stdin:
    name, protocol, dumped = line.split()
    for module in (pickle, cPickle):
        loaded = module.loads(binascii.unhexlify(dumped))
        if not same(loaded, VALUES[name]):
            print("%s at %s by %s: %r" % (name, protocol, module.__name__, loaded))
        count += 1
print("%d values were checked" % count)
