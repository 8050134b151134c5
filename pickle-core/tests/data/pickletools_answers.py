"""Says what `pickletools.dis` and `pickletools.optimize` make of pickles.

python3.13 pickletools_answers.py make > pickletools-answers.txt

makes the answers that are checked in, for the pickles below. Without `make` it answers for the pickles on standard input
instead: a line `NAME<TAB>summary` gives an opcode words to annotate with, and a line of hexadecimal digits is a pickle.

An answer is some lines: `=` and the pickle, `|` and each line of `dis`, `+` and each line of it with an indent of 2 and
annotations from column 30 on, `!` and the error that ended it, and `>` and what `optimize` gives, or its error behind `!`.
"""

import io
import pickle
import pickletools
import sys
import warnings

shared = ["shared"]
cyclic = []
cyclic.append((cyclic,))

VALUES = [
    None,
    [True, False, 0, 255, 65535, -1, 2**31, 2**63, -(2**100), 2**2100],
    [0.0, -0.0, 1.5, 1e16, 1e-5, float("inf"), float("nan")],
    ["", "it's", 'both \' and "', "\\\t\n\r\0\x7f\x85", "\xe9\u20ac\u2028\U0001f600\U000e0001", "\udc80", "x" * 300],
    [b"", b"it's \xff", bytearray(b"\n"), b"x" * 300],
    {"list": shared, "again": shared, "tuple": (1, 2, 3, 4), (): set(), "b": frozenset([1])},
    cyclic,
    list(range(3)),
    [[] for _ in range(258)] * 2,
    io.BytesIO,
    Exception("e", 1),
]

#: What no pickler writes.
STREAMS = [
    # The whole of what pickletools checks.
    b"", b"N", b"N\xff", b"I123", b"NJ\x12\x34", b"NI123", b"(N(tl.", b"Nt.", b"Np0\nq\x01r\x02\x00\x00\x00\x94.",
    b"Np1\np1\n.", b"Np1\nq\x01.", b"Np1\nr\x01\x00\x00\x00.", b"Np1\n\x94.", b"p0\n", b"(p0\n", b"g1\n.", b"h\x01.",
    b"j\x01\x00\x00\x00.", b"(Np1\ng1\nh\x01j\x01\x00\x00\x00t.", b"(N00N.", b"a", b"]a", b"]N.", b"(Nt.", b"(((((((ttttttt.",
    b"(I123\nK\x12J\x12\x34\x56\x78t.", b"(lp1\n0(Naa.", b"((Nl0.", b"N(0.", b".", b"N.N.", b"((((((((((((N.",
    # Arguments in text.
    b"I00\n.", b"I01\n.", b"I010\n.", b"I 1_0 \n.", b"I-1\n.", b"I+1\n.", b"I\n.", b"I0x1\n.", b"I1L\n.", b"I1\0\n.", b"I__1\n.",
    b"L1L\n.", b"L1\n.", b"L1LL\n.", b"L0123L\n.", b"LL\n.", b"I" + b"1" * 4300 + b"\n.", b"I" + b"1" * 4301 + b"\n.",
    b"F1\n.", b"F 1.5 \n.", b"F1_0.5\n.", b"F1__0\n.", b"F_1\n.", b"F1_\n.", b"F1e999\n.", b"F-inf\n.", b"FNaN\n.", b"Finfinity\n.",
    b"F.\n.", b"F1.\n.", b"F.5\n.", b"F1e5\n.", b"F0x1p3\n.", b"F\n.", b"F+nan\n.", b"F1_.5\n.",
    b"S'a'\n.", b'S"it\'s"\n.', b"S'\\x41\\101\\n\\q\\''\n.", b"S'a\n.", b"Sa\n.", b"S'\\x4'\n.", b"S'\\'\n.", b"S''\n.", b"S\n.",
    b"Va\\u20ac\\U0001f600\\n\xe9\\ud800\n.", b"V\\u12\n.", b"V\\U00110000\n.", b"U\x02\xe9a.", b"T\x01\x00\x00\x00\x80.",
    b"Pid\\x41\n.", b"Pit's\n.", b"P\n.", b"cm\\x41\nn\n.", b"(im\nn\n.", b"cm\n", b"c\n\n.",
    b"\x8a\x00.", b"\x8a\x01\xff.", b"\x8b\x00\x00\x00\x00.", b"\x8b\xff\xff\xff\xff.", b"\x8c\x03\xed\xa0\x80.",
    b"\x8c\x01\xff.", b"X\x00\x00\x00\x01a", b"\x8e" + b"\xff" * 8, b"\x97\x98.", b"Q.", b"NQ.", b"\x82\x05.", b"\x84\xff\xff\xff\xff.",
    # The memo.
    b"g01\n.", b"Np01\ng1\n.", b"Np-1\ng-1\n.", b"Np99999999999999999999\ng99999999999999999999\n.", b"Np5\np6\nh\x05.",
    b"]q\x05h\x05h\x06q\x05\x85.", b"(q\x00h\x00.", b"]q\x00]q\x00h\x00.", b"Np1\np1\ng1\n\x86.",
    # Protocols and frames.
    b"\x80\x06N.", b"N\x80\x04.", b"\x80\x02N\x80\x04.", b"\x80\x04\x95\x02\0\0\0\0\0\0\0N.", b"\x80\x04\x95\xff\0\0\0\0\0\0\0N.", b"\x80\x05N.",
    b"\x80\x04]\x94]\x94h\x01h\x00\x87.", b"\x80\x04\x95\x08\0\0\0\0\0\0\0]\x94(h\x00e.", b"\x95\x02\0\0\0\0\0\0\0N.",
]


def dis(stream, **options):
    out = io.StringIO()
    try:
        pickletools.dis(stream, out, **options)
    except Exception as error:
        lines = out.getvalue().splitlines(keepends=True)
        return "".join(line for line in lines if line.endswith("\n")), type(error).__name__
    return out.getvalue(), None


def optimize(stream):
    try:
        return pickletools.optimize(stream).hex()
    except Exception as error:
        return "!" + type(error).__name__


def print_answer(stream, annotate):
    print("=" + stream.hex())
    text, error = dis(stream)
    for line in text.splitlines(keepends=True):
        print("|" + line, end="")
    if annotate:
        for line in dis(stream, indentlevel=2, annotate=30)[0].splitlines(keepends=True):
            print("+" + line, end="")
    if error:
        print("!" + error)
    print(">" + optimize(stream))


def main():
    # An invalid escape in a string is no error.
    warnings.simplefilter("ignore")
    sys.stdout.reconfigure(encoding="utf-8", newline="\n")
    if sys.argv[1:] == ["make"]:
        for value in VALUES:
            for protocol in range(6):
                print_answer(pickle.dumps(value, protocol), annotate=False)
        for stream in STREAMS:
            print_answer(stream, annotate=False)
        return
    summaries = {}
    for line in sys.stdin.buffer.read().decode().splitlines():
        name, _, summary = line.partition("\t")
        if summary:
            summaries[name] = summary
            continue
        for opcode in pickletools.opcodes:
            opcode.doc = summaries[opcode.name]
        print_answer(bytes.fromhex(line), annotate=True)


main()
