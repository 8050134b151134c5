"""CPython's part in the benchmarks: it makes the pickles, and loads and dumps when it is asked to.

A request is a line of JSON on the standard input, its answer a line of JSON on the standard output. One value is held at a
time, so that the collector has no other work than that of the workload.
"""

import gc
import json
import pickle
import sys
import sysconfig
import time
from pathlib import Path

import models


class CPython:
    """What answers the requests: a method for each."""

    def __init__(self):
        self.value = None
        self.pickles = {}
        self.buffers = []

    def about(self):
        """Which Python this is, and how it was built."""
        arguments = sysconfig.get_config_var("CONFIG_ARGS") or ""
        return {
            "version": ".".join(map(str, sys.version_info[:3])),
            "pgo": "--enable-optimizations" in arguments,
            "lto": "--with-lto" in arguments,
            # Debian and others optimise with options of their own, which no variable tells.
            "distributed": "'--prefix=/usr'" in arguments,
            "numpy": numpy_version(),
        }

    def make(self, kind, data, protocols, folder):
        """Makes a value and its pickles, one for each protocol."""
        self.value = getattr(models, kind)(json.loads(Path(data).read_text()))
        self.pickles = {protocol: pickle.dumps(self.value, protocol) for protocol in protocols}
        for protocol, made in self.pickles.items():
            Path(folder, f"{protocol}.pickle").write_bytes(made)

    def make_out_of_band(self, folder):
        """Makes the pickle of the value whose one buffer is beside it."""
        self.pickles["out-of-band"] = self.dumps_out_of_band()
        Path(folder, "out-of-band.pickle").write_bytes(self.pickles["out-of-band"])
        Path(folder, "out-of-band.buffer").write_bytes(self.buffers[0])

    def loads(self, pickle_name, iterations, collector):
        """How many nanoseconds of this thread the loads take."""
        made = self.pickles[pickle_name]
        buffers = self.buffers if pickle_name == "out-of-band" else None
        return timed(lambda: pickle.loads(made, buffers=buffers), iterations, collector)

    def dumps(self, pickle_name, iterations, collector):
        """How many nanoseconds of this thread the dumps take."""
        if pickle_name == "out-of-band":
            return timed(self.dumps_out_of_band, iterations, collector)
        value = self.value
        return timed(lambda: pickle.dumps(value, pickle_name), iterations, collector)

    def dumps_out_of_band(self):
        """The pickle without its buffers, which are kept."""
        buffers = []
        made = pickle.dumps(self.value, 5, buffer_callback=buffers.append)
        self.buffers = [buffer.raw() for buffer in buffers]
        return made


def numpy_version():
    """The version of numpy, if there is one."""
    try:
        import numpy
    except ImportError:
        return None
    return numpy.__version__


def timed(function, iterations, collector):
    """The time of some calls; their results are dropped after it."""
    gc.collect()
    (gc.enable if collector else gc.disable)()
    results = [None] * iterations
    start = time.thread_time_ns()
    for index in range(iterations):
        results[index] = function()
    return time.thread_time_ns() - start


def main():
    cpython = CPython()
    for line in sys.stdin:
        request = json.loads(line)
        answer = getattr(cpython, request.pop("request"))(**request)
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
