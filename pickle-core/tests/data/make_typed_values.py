"""Makes typed-values.txt: one line a value and protocol, `name protocol hex`.

python3.12 make_typed_values.py > typed-values.txt
"""

import pickle
import sys

shared = ["x"]

VALUES = {
    "none": None,
    "true": True,
    "zero": 0,
    "byte": 255,
    "negative": -1,
    "i32_min": -(2**31),
    "u32_max": 2**32 - 1,
    "i64_min": -(2**63),
    "i64_max": 2**63 - 1,
    "u64_max": 2**64 - 1,
    "i128_min": -(2**127),
    "u128_max": 2**128 - 1,
    "power_200": 2**200,
    "float": -1.5,
    "float_int": 3,
    "infinity": float("inf"),
    "text": "h\u00e9llo \U0001f600\n\\",
    "empty_text": "",
    "character": "\u20ac",
    "bytes": b"\x00\xff",
    "empty_bytes": b"",
    "bytearray": bytearray(b"ab"),
    "list": [1, 2, 3],
    "empty_list": [],
    "nested_list": [[1], [], [2, 3]],
    "shared_list": [shared, shared],
    "tuple_1": (1,),
    "tuple_2": (1, "a"),
    "tuple_5": (1, "a", None, 2.5, True),
    "empty_tuple": (),
    "dict": {"b": 1, "a": 2},
    "empty_dict": {},
    "int_keys": {1: "x", -1: "y"},
    "set": {7},
    "frozenset": frozenset([7]),
    "long_list": list(range(1001)),
    "none_class": type(None),
    "ellipsis_class": type(...),
    "not_implemented_class": type(NotImplemented),
    "none_class_twice": [type(None), type(None)],
}

for name, value in VALUES.items():
    for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
        sys.stdout.write("%s %d %s\n" % (name, protocol, pickle.dumps(value, protocol).hex()))
