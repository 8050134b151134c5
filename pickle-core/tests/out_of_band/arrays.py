"""Writes a numpy array with its buffer out-of-band, or checks one that Rust wrote.

write DIRECTORY MEGABYTES: array.pickle, array.buffer and (in-band) small.pickle
check DIRECTORY MEGABYTES: returned.pickle with returned.buffer, and small_returned.pickle, give the same arrays
"""
import mmap
import os
import pickle
import sys

import numpy

command, directory, megabytes = sys.argv[1], sys.argv[2], int(sys.argv[3])


def path(name):
    return os.path.join(directory, name)


def large():
    return numpy.arange(megabytes * 1000000 // 8, dtype="f8").reshape(-1, 125)


def small():
    return numpy.arange(6, dtype="i4").reshape(2, 3)


if command == "write":
    buffers = []
    data = pickle.dumps({"name": "large", "array": large()}, protocol=5, buffer_callback=buffers.append)
    assert len(buffers) == 1
    with open(path("array.pickle"), "wb") as file:
        file.write(data)
    with open(path("array.buffer"), "wb") as file:
        file.write(buffers[0].raw())
    with open(path("small.pickle"), "wb") as file:
        pickle.dump(small(), file, protocol=5)
else:
    with open(path("returned.buffer"), "rb") as file:
        buffer = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    with open(path("returned.pickle"), "rb") as file:
        loaded = pickle.load(file, buffers=[buffer])
    assert loaded["name"] == "large", loaded["name"]
    assert loaded["array"].flags.writeable is False
    assert numpy.array_equal(loaded["array"], large())
    assert loaded["array"].dtype == large().dtype
    assert numpy.shares_memory(loaded["array"], numpy.frombuffer(buffer, dtype="u1"))
    with open(path("small_returned.pickle"), "rb") as file:
        returned = pickle.load(file)
    assert numpy.array_equal(returned, small()) and returned.flags.writeable
    print("%d MB" % (loaded["array"].nbytes // 1000000))
