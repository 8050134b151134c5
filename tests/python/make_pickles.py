"""Writes classes/pickles again.

    python3 tests/python/make_pickles.py PYTHON...

with every Python that the matrix is to know. Each style gets a directory with an index, one line for each Python and
one column for each protocol, and each distinct content once, named after the first Python that wrote it.
"""
import os
import shutil
import subprocess
import sys
import tempfile

import matrix

HERE = os.path.dirname(os.path.abspath(__file__))
PICKLES = os.path.join(matrix.CLASSES, "pickles")


def main(pythons):
    shutil.rmtree(PICKLES, ignore_errors=True)
    styles = {}
    for version, python in sorted((version_of(python), python) for python in pythons):
        with tempfile.TemporaryDirectory() as directory:
            run(python, os.path.join(HERE, "dump.py"), directory)
            for style in sorted(os.listdir(directory)):
                lines = styles.setdefault(style, [])
                lines.append(store(style, ".".join(map(str, version)), os.path.join(directory, style)))
    for style, lines in styles.items():
        write_index(style, lines)


def version_of(python):
    output = run(python, "-c", "import platform; print(platform.python_version())")
    return tuple(int(part) for part in output.split("."))


def run(*command):
    environment = dict(os.environ, PYTHONDONTWRITEBYTECODE="1", PYTHONHASHSEED="0")
    return subprocess.run(command, env=environment, stdout=subprocess.PIPE, universal_newlines=True, check=True).stdout


def store(style, version, directory):
    """Keeps what one Python wrote for a style; the result is its line of the index."""
    columns = [version]
    for name in sorted(os.listdir(directory)):
        protocol, suffix = name.split(".")
        if suffix == "error":
            columns.append("error")
        else:
            columns.append(store_once(style, version + "-" + protocol, os.path.join(directory, name)))
    return columns


def store_once(style, name, file):
    target = os.path.join(PICKLES, style)
    os.makedirs(target, exist_ok=True)
    for known in sorted(os.listdir(target)):
        if read(os.path.join(target, known)) == read(file):
            return known[: -len(".pickle")]
    shutil.copyfile(file, os.path.join(target, name + ".pickle"))
    return name


def read(path):
    with open(path, "rb") as file:
        return file.read()


def write_index(style, lines):
    header = ["python"] + ["p%d" % protocol for protocol in range(max(map(len, lines)) - 1)]
    with open(os.path.join(PICKLES, style, "index.txt"), "w") as file:
        for columns in [header] + lines:
            file.write(" ".join("%-9s" % column for column in columns).rstrip() + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
