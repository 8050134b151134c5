"""Writes the pickles of this directory again; those that the table of failures has as bytes are in the test itself.

    python3.12 make_pickles.py

with cloudpickle and numpy. CPython 3.12.1, cloudpickle 3.1.3 and numpy 2.5.5 wrote those that are checked in.
cloudpickle puts a random number into each pickle of a class.
"""
import os
import pickle
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)

import m

PICKLES = [
    ("b01_tuple", lambda: m.twice(("x", "y")), 2),
    ("b01_dict", lambda: m.twice({"x": "y"}), 2),
    ("b02_dict", lambda: m.twice({"a": 1, "b": 2}), 2),
    ("b03_twice", lambda: m.twice(m.P(1, "a")), 4),
    ("b03_itself", m.node_in_itself, 4),
    ("b04_dict_subclass", m.dict_with_an_attribute, 4),
    ("b05_namedtuple", lambda: m.Point(1, 2), 4),
    ("b05_newargs", lambda: m.NewArgs(1, 2), 4),
    ("b05_namedtuples_in_a_set", lambda: {m.Point(1, 2), m.Point(3, 4)}, 4),
    ("b11_bytearray", lambda: bytearray(), 4),
    ("b14_order", lambda: {"c": 1, "a": 2, "b": 3}, 2),
    ("b22_keys", lambda: {2**53 + 1: "int", float(2**53): "float"}, 2),
    ("b23_key", lambda: {m.Key("a", 1): "value"}, 4),
    ("b23_members", lambda: {m.Key("a", 1), m.Key("b", 2)}, 4),
    ("b24_custom", lambda: m.Custom("custom", 1), 4),
    ("b27_frozenset_2", lambda: frozenset([1]), 2),
    ("b27_frozenset_3", lambda: frozenset([1]), 3),
    ("b27_instance_0", lambda: m.P(1, "a"), 0),
    ("b27_slots", lambda: m.Slots(1, 2), 2),
    ("b29_itself", m.list_in_itself, 2),
    ("b29_twice", lambda: m.twice([]), 2),
]


def main():
    for name, make, protocol in PICKLES:
        write(name, pickle.dumps(make(), protocol))
    write("b19_cloudpickle", cloudpickled())
    write("b25_arrays", pickle.dumps(m.arrays_of_one_dtype(), 4))


def cloudpickled():
    """An instance of a class of __main__, which cloudpickle pickles with its class."""
    import cloudpickle

    source = "@dataclasses.dataclass\nclass P:\n    x: int\n    y: str\n"
    names = {"__name__": "__main__", "dataclasses": __import__("dataclasses")}
    exec(compile(source, "p.py", "exec"), names)
    return cloudpickle.dumps(names["P"](1, "a"))


def write(name, content):
    with open(os.path.join(HERE, name + ".pickle"), "wb") as file:
        file.write(content)


if __name__ == "__main__":
    main()
