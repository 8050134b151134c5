"""The manual's ZeroCopyByteArray: written with its buffer out-of-band, or checked as Rust wrote it.

write DIRECTORY: bytes.pickle with bytes.buffer, and in_band.pickle
check DIRECTORY: the same names with returned_ before them
"""
import os
import pickle
import sys

sys.modules["zero_copy"] = sys.modules["__main__"]


class ZeroCopyByteArray(bytearray):
    def __reduce_ex__(self, protocol):
        if protocol >= 5:
            return type(self)._reconstruct, (pickle.PickleBuffer(self),), None
        return type(self)._reconstruct, (bytearray(self),)

    @classmethod
    def _reconstruct(cls, source):
        with memoryview(source) as view:
            return view.obj if type(view.obj) is cls else cls(source)


ZeroCopyByteArray.__module__ = "zero_copy"


def path(name):
    return os.path.join(sys.argv[2], name)


def read(name):
    with open(path(name), "rb") as file:
        return file.read()


def write(name, data):
    with open(path(name), "wb") as file:
        file.write(data)


value = [ZeroCopyByteArray(b"abc"), pickle.PickleBuffer(b"readonly")]
if sys.argv[1] == "write":
    buffers = []
    write("bytes.pickle", pickle.dumps(value, 5, buffer_callback=buffers.append))
    write("bytes.buffer", b"".join(buffers))
    write("in_band.pickle", pickle.dumps(value, 5))
else:
    data = read("returned_bytes.buffer")
    mine = ZeroCopyByteArray(data[:3])
    loaded = pickle.loads(read("returned_bytes.pickle"), buffers=[mine, data[3:]])
    assert loaded[0] is mine and bytes(loaded[1]) == b"readonly", loaded
    in_band = pickle.loads(read("returned_in_band.pickle"))
    assert in_band == [b"abc", b"readonly"] and type(in_band[0]) is ZeroCopyByteArray, in_band
