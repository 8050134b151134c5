"""Prints the pickles of all values at all protocols of this Python: a name, a protocol and the bytes in hex a line."""
import binascii
import pickle

from values import values

for name, value in values().items():
    for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
        hexadecimal = binascii.hexlify(pickle.dumps(value, protocol)).decode("ascii")
        print("%s|%d|%s" % (name, protocol, hexadecimal))
