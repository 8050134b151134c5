"""Writes compat-pickle.txt: the names of CPython's _compat_pickle, one rename a line.

Run it with CPython 3.12: 3.13 no longer has the tkinter.tix module. The first word says the table.
"""

import _compat_pickle


def main():
    for old, new in sorted(_compat_pickle.IMPORT_MAPPING.items()):
        print("module-2to3", old, new)
    for old, new in sorted(_compat_pickle.NAME_MAPPING.items()):
        print("name-2to3", *old, *new)
    for old, new in sorted(_compat_pickle.REVERSE_IMPORT_MAPPING.items()):
        print("module-3to2", old, new)
    for old, new in sorted(_compat_pickle.REVERSE_NAME_MAPPING.items()):
        print("name-3to2", *old, *new)


main()
