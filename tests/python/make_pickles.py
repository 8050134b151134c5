"""Writes classes/pickles again.

    python3 tests/python/make_pickles.py PYTHON...

with every Python that the matrix is to know, those of the environments too (target/environments/*/bin/python). Each
style gets a directory with an index, one line for each Python and one column for each protocol, and each distinct
content once, named after the first Python that wrote it. A line ends in `read-only` where Rust has to load what the
Python wrote, but what Rust dumps is for others.
"""
import os
import shutil
import subprocess
import sys
import tempfile

import matrix

HERE = os.path.dirname(os.path.abspath(__file__))
PICKLES = os.path.join(matrix.CLASSES, "pickles")
ASK_FOR_LABEL = "import matrix; print(matrix.LABEL)"
ASK_FOR_VERIFIED = "import matrix; print(' '.join(filter(matrix.is_verified_here, matrix.style_names())))"


def main(pythons):
    shutil.rmtree(PICKLES, ignore_errors=True)
    styles = {}
    for _, label, python in sorted((*label_of(python), python) for python in pythons):
        verified = run(python, "-c", ASK_FOR_VERIFIED).split()
        with tempfile.TemporaryDirectory() as directory:
            run(python, os.path.join(HERE, "dump.py"), directory)
            for style in sorted(os.listdir(directory)):
                columns = [label] + store(style, label, os.path.join(directory, style))
                styles.setdefault(style, []).append((columns, style in verified))
    for style, lines in styles.items():
        write_index(style, lines)


def label_of(python):
    """The numbers of its version for sorting, and what the index calls it: 3.10.13, or 3.10.13-attrs-21."""
    label = run(python, "-c", ASK_FOR_LABEL).strip()
    return tuple(int(part) for part in label.split("-")[0].split(".")), label


def run(*command):
    environment = dict(os.environ, PYTHONDONTWRITEBYTECODE="1", PYTHONHASHSEED="0", PYTHONPATH=HERE)
    return subprocess.run(command, env=environment, stdout=subprocess.PIPE, universal_newlines=True, check=True).stdout


def store(style, label, directory):
    """Keeps what one Python wrote for a style; the result are the cells of its line in the index."""
    columns = []
    for name in sorted(os.listdir(directory)):
        protocol, suffix = name.split(".")
        if suffix == "error":
            columns.append("error")
        else:
            columns.append(store_once(style, label + "-" + protocol, os.path.join(directory, name)))
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
    header = ["python"] + ["p%d" % protocol for protocol in range(max(len(columns) for columns, _ in lines) - 1)]
    rows = [header] + [columns if is_verified else columns + ["read-only"] for columns, is_verified in lines]
    width = max(len(cell) for row in rows for cell in row)
    with open(os.path.join(PICKLES, style, "index.txt"), "w") as file:
        for row in rows:
            file.write(" ".join(cell.ljust(width) for cell in row).rstrip() + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
