"""Pickles the samples of every style: `python dump.py DIRECTORY` writes STYLE/pN.pickle, or pN.error with the reason."""
import os
import pickle
import sys

import matrix

if sys.version_info[0] == 2:
    # What services use there; the errors are those of `pickle`.
    from cPickle import dumps
else:
    from pickle import dumps


def main(directory):
    for name in matrix.style_names():
        os.makedirs(os.path.join(directory, name))
        for protocol in matrix.PROTOCOLS:
            suffix, content = dump(name, protocol)
            with open(os.path.join(directory, name, "p%d.%s" % (protocol, suffix)), "wb") as file:
                file.write(content)


def dump(name, protocol):
    try:
        return "pickle", dumps(matrix.pickled_value(name), protocol)
    except (TypeError, pickle.PicklingError) as error:
        return "error", str(error).encode("utf-8")


if __name__ == "__main__":
    main(sys.argv[1])
