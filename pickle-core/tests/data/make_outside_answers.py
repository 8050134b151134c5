"""Writes outside-answers.txt: what CPython's unpickler answers to pickles that take something that is not in them.

    python3.12 make_outside_answers.py > outside-answers.txt

A line is a pickle in hexadecimal, and `error` or what each item of its list is. The buffers are `first`, which is
read-only, and `second`, which is not; an item is `r` or `w`, whether it can be written to, and its bytes. The codes 5,
300 and 70000 of the extension registry are classes; an item is `e` and the code of its class.
"""

import copyreg
import pickle

EXTENSIONS = {5: list, 300: dict, 70_000: set}

PICKLES = [
    b"\x80\x05]\x97a.",
    b"\x80\x05](\x97\x97e.",
    b"\x80\x05](\x97\x97\x98e.",
    b"\x80\x05](\x97\x98\x97\x98e.",
    b"\x80\x05](\x97\x97\x94\x98h\x00e.",
    b"\x80\x05](C\x02ab\x98e.",
    b"\x80\x05](\x96\x02\x00\x00\x00\x00\x00\x00\x00ab\x98e.",
    b"\x80\x05](\x97\x97\x97e.",
    b"\x80\x05]\x98.",
    b"\x80\x05](N\x98e.",
    b"\x98.",
    b"\x80\x02](\x82\x05\x83\x2c\x01\x84\x70\x11\x01\x00\x83\x05\x00\x84\x05\x00\x00\x00e.",
]


def answer(stream):
    try:
        value = pickle.loads(stream, buffers=[b"first", bytearray(b"second")])
    except Exception:
        return "error"
    return ",".join(map(render, value))


def render(item):
    if isinstance(item, type):
        return "e%d" % next(code for code, known in EXTENSIONS.items() if known is item)
    return "%s%s" % ("r" if memoryview(item).readonly else "w", bytes(item).hex())


for code, known in EXTENSIONS.items():
    copyreg.add_extension("builtins", known.__name__, code)
for stream in PICKLES:
    print(stream.hex(), answer(stream))
