"""Checks that the modules which pickle-codegen writes from a schema stand in for those that the schema was read from.

    python emitted.py DIRECTORY STYLE...

Every stored pickle of a style that its own module loads, DIRECTORY/STYLE.py has to load with the same content, and what
that dumps, the own module has to load again. Prints the styles of which a pickle was compared, and on standard error what
differs; exits with 1 if something does.
"""
import copyreg
import importlib
import importlib.util
import os
import pickle
import sys
import traceback

import matrix

SCALARS = (type(None), bool, int, float, complex, str, bytes, tuple, frozenset)


def main(directory, styles):
    failures = 0
    runs_here = set(matrix.style_names())
    for style in styles:
        if style in runs_here and is_for_here(os.path.join(directory, style + ".py")):
            failures += not check_style(directory, style)
    return min(failures, 1)


def is_for_here(path):
    """Some options of dataclasses are those of Python 3.10, and so are the annotations, which pydantic evaluates."""
    with open(path, encoding="utf-8") as file:
        text = file.read()
    return sys.version_info >= (3, 10) or not any(word in text for word in ("slots=True", "kw_only=True", "pydantic"))


def check_style(directory, style):
    own = importlib.import_module(style)
    try:
        emitted = load_module(style, os.path.join(directory, style + ".py"))
        pickles = os.path.join(matrix.CLASSES, "pickles", style)
        names = [name for name in sorted(os.listdir(pickles)) if name.endswith(".pickle") and is_read_here(name)]
        # All of them, not only up to the first that is.
        if any([check_pickle(style, own, emitted, os.path.join(pickles, name)) for name in names]):
            print(style)
        return True
    except Exception:
        print("%s: %s" % (style, traceback.format_exc().strip()), file=sys.stderr)
        return False


def is_read_here(name):
    """The attrs of this environment takes the states of later versions, silently, for something else."""
    return "attrs-21" not in matrix.LABEL or "attrs-21" in name


def load_module(style, path):
    spec = importlib.util.spec_from_file_location(style, path)
    module = importlib.util.module_from_spec(spec)
    sys.modules[style] = module
    spec.loader.exec_module(module)
    return module


def check_pickle(style, own, emitted, path):
    """Whether the own module loads the pickle here, so that there is something to compare."""
    with open(path, "rb") as file:
        content = file.read()
    try:
        own_value = loads(style, own, content)
    except Exception:
        return False
    expected = describe(own_value, style)
    value = loads(style, emitted, content)
    require(path, expected, describe(value, style))
    for protocol in range(4, pickle.HIGHEST_PROTOCOL + 1):
        sys.modules[style] = emitted
        dumped = pickle.dumps(value, protocol)
        require(path, expected, describe(loads(style, own, dumped), style))
    return True


def loads(style, module, content):
    sys.modules[style] = module
    return pickle.loads(content)


def require(path, expected, found):
    if expected != found:
        pairs = [pair for pair in zip(expected, found) if pair[0] != pair[1]]
        raise ValueError("%s: expected %r, found %r" % (path, *(pairs[0] if pairs else (len(expected), len(found)))))


def describe(value, style):
    """What a value is to its depths, as a flat list in which an object is its number when it comes again."""
    parts, known, waiting, alive = [], {}, [value], []
    while waiting:
        value = waiting.pop()
        cls = type(value)
        if id(value) in known and cls not in SCALARS:
            parts.append(known[id(value)])
            continue
        known[id(value)] = len(known)
        alive.append(value)
        if isinstance(value, type):
            parts.append(value.__qualname__)
        elif value is None or value is Ellipsis or value is NotImplemented:
            parts.append(repr(value))
        elif is_enum_member(value):
            parts.append((cls.__qualname__, repr(value.value)))
        else:
            parts.append(cls.__qualname__)
            waiting += describe_inside(value, cls, style, parts)
    return parts


def describe_inside(value, cls, style, parts):
    inside = []
    if isinstance(value, dict):
        inside += [part for item in dict.items(value) for part in item]
    elif isinstance(value, (list, tuple)):
        builtin = list if isinstance(value, list) else tuple
        inside += list(value if cls.__module__ == style else builtin.__iter__(value))
    elif isinstance(value, (set, frozenset)):
        inside += sorted(value, key=repr)
    elif isinstance(value, BaseException):
        inside.append(value.args)
    elif isinstance(value, (int, float, complex, str, bytes, bytearray)):
        base = next(base for base in cls.__mro__ if base.__module__ == "builtins")
        parts.append(repr(base(value)) if base is not str else str.__str__(value))
    elif cls.__module__ != style:
        reduce = copyreg.dispatch_table.get(cls)
        reduced = reduce(value) if reduce else value.__reduce_ex__(4)
        inside += [part for part in (reduced if isinstance(reduced, tuple) else [reduced]) if part is not cls]
    else:
        foreign = next(base for base in cls.__mro__ if base.__module__ != style)
        if foreign.__module__ in ("datetime", "decimal", "pathlib", "fractions"):
            parts.append(str(value))
    if cls.__module__ == style:
        attributes = attributes_of(value)
        parts.append(sorted(attributes))
        inside += [attributes[name] for name in sorted(attributes)]
    return [part for part in inside if not callable(part) or isinstance(part, type)]


def is_enum_member(value):
    return any(base.__name__ == "Enum" and base.__module__ == "enum" for base in type(value).__mro__)


def attributes_of(value):
    names = set(getattr(value, "__dict__", ()))
    for cls in type(value).__mro__:
        slots = cls.__dict__.get("__slots__", ())
        for name in [slots] if isinstance(slots, str) else slots:
            private = name.startswith("__") and not name.endswith("__")
            names.add("_%s%s" % (cls.__name__.lstrip("_"), name) if private else name)
    names -= {"__dict__", "__weakref__", "__pydantic_fields_set__", "__fields_set__", "_attrs_cached_hash"}
    found = {name: getattr(value, name) for name in names if hasattr(value, name)}
    return {name: attribute for name, attribute in found.items() if not name.startswith("_cached_")}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2:]))
