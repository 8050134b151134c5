"""Makes written-scalars.txt: CPython's bytes for values that have several forms, `kind<TAB>value<TAB>protocol<TAB>hex`.

python3.12 make_written_scalars.py > written-scalars.txt
"""

import pickle

edges = [0, 1, -1]
for bits in (7, 8, 15, 16, 31, 32, 63, 64, 127, 128, 2040):
    edges += [2**bits - 1, 2**bits, -(2**bits), -(2**bits) - 1]
floats = [0.0, -0.0, 1.0, 1.5, 0.1, 1e15, 1e16, 123456789012345680.0, 1e22, 1e100, 1e-4, 1e-5, 5e-324]
floats += [1.7976931348623157e308, -2.5e-10, float("inf"), float("-inf"), float("nan")]
texts = ["", "a", "\\", "\0\n\r\x1a\t'\"\\u0041", "\x7f\x80\xe9\xff\u0100\u20ac\uffff\U00010000\U0001f600"]
texts += ["x" * 255, "x" * 256, "\u20ac" * 85, "\u20ac" * 86]
surrogates = ["\ud800", "a\udce9b", "\ud83d\ude00", "\xe9\ud800"]
data = [b"", b"\0\xff\n\\", b"x" * 255, b"x" * 256]

VALUES = {
    "none": {"": None},
    "bool": {"0": False, "1": True},
    "int": {str(value): value for value in edges},
    "float": {value.hex(): value for value in floats},
    "str": {value.encode().hex(): value for value in texts},
    "surrogates": {value.encode("utf-8", "surrogatepass").hex(): value for value in surrogates},
    "bytes": {value.hex(): value for value in data},
}


for kind, values in VALUES.items():
    for text, value in values.items():
        for protocol in range(6):
            # A call's tuple is memoized by CPython only.
            if kind == "bytes" and protocol < 3:
                continue
            print("\t".join([kind, text, str(protocol), pickle.dumps(value, protocol).hex()]))
