"""Writes what this Python makes of the layouts that an instance's pickle could have, where it has one.

    python accepted_layouts.py FILE

writes a line `STYLE|LAYOUT|VERDICT|PICKLE` for each style below that runs here and each layout: `ok` where the pickle
loads as the sample, `fails` where Python has an error, and `wrong` where something else loads, without an error. The
pickle, in hexadecimal, is of a list with one instance. accepted_layouts/LABEL.txt is what the Python LABEL said.
"""
import binascii
import importlib
import pickle
import sys

import matrix
from compare import Difference, check_same

STYLES = [
    "plain_init",
    "dataclass_frozen",
    "dataclass_slots",
    "dataclass_slots_frozen",
    "named_tuple_typing",
    "attrs_s",
    "attrs_define",
    "attrs_frozen",
    "attrs_tuple_define",
    "attrs_exception",
    "pydantic_model",
    "pydantic_v1_model",
    "msgspec_struct",
]


def main(file):
    for style in STYLES:
        if matrix.runs_here(style) and matrix.is_verified_here(style):
            module = importlib.import_module(style)
            for layout, content in layouts(module.samples()[0]):
                line = style, layout, verdict(style, content), binascii.hexlify(content).decode("ascii")
                file.write("|".join(line) + "\n")


def attributes(sample):
    """The names and values of the fields, in the order of their arguments."""
    cls = type(sample)
    for fields in ["__dataclass_fields__", "_fields", "__struct_fields__", "model_fields", "__fields__"]:
        if hasattr(cls, fields):
            return {name: getattr(sample, name) for name in getattr(cls, fields)}
    if hasattr(cls, "__attrs_attrs__"):
        return {field.name: getattr(sample, field.name) for field in cls.__attrs_attrs__}
    return vars(sample)


def layouts(sample):
    cls, values = type(sample), attributes(sample)
    arguments = tuple(values.values())
    states = [
        ("dict", values),
        ("(None, dict)", (None, values)),
        ("(dict, {})", (values, {})),
        ("list", list(arguments)),
        ("tuple", arguments),
        ("model", state_of_model(sample, values)),
    ]
    for name, state in states:
        yield "NEWOBJ() + BUILD " + name, instance(cls, b")\x81", state)
    yield "NEWOBJ(cls, args)", instance(cls, code_of(arguments) + b"\x81")
    yield "REDUCE(cls, args)", instance(cls, code_of(arguments) + b"R")
    yield "REDUCE(cls, args) + BUILD dict", instance(cls, code_of(arguments) + b"R", values)


def state_of_model(sample, values):
    """The state of models of pydantic 1 and 2 together."""
    names = getattr(sample, "__fields_set__", None) or getattr(sample, "__pydantic_fields_set__", set())
    state = {"__dict__": values, "__fields_set__": names, "__private_attribute_values__": {}}
    state.update({"__pydantic_extra__": None, "__pydantic_fields_set__": names, "__pydantic_private__": None})
    return state


def instance(cls, construction, state=None):
    """A pickle of a list with an instance of the class."""
    name = "c%s\n%s\n" % (cls.__module__, cls.__qualname__)
    build = b"" if state is None else code_of(state) + b"b"
    return b"\x80\x02]" + name.encode("ascii") + construction + build + b"a."


def code_of(value):
    """The opcodes of a value, without those that begin and end a pickle."""
    return pickle.dumps(value, 2)[2:-1]


def verdict(style, content):
    sample = importlib.import_module(style).samples()[0]
    try:
        found = pickle.loads(content)[0]
    except Exception:
        return "fails"
    try:
        check_same(sample, found, style)
    except (Difference, AttributeError):
        return "wrong"
    return "ok"


if __name__ == "__main__":
    with open(sys.argv[1], "w") as file:
        main(file)
