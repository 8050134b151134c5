"""Dumps the samples of the cases in `evolution/` with one version of their classes and loads them with the other.

`evolution.py dump OUT` writes OUT/CASE/SIDE/N-CLASS.pickle for the samples of both sides, `old` and `new`.

`evolution.py judge PICKLES` loads what is in PICKLES/CASE/SIDE with the classes of the other side and prints what became
of each attribute, a line each: the case, the side that dumped, the class, the attribute (`*` for the object as a whole) and
the effect, as `pickle_codegen::compare::Effect` calls it. A file may hold what somebody else made of the pickle that `dump`
wrote. Nothing is written here about what should come out.
"""

import contextlib
import enum
import importlib
import pathlib
import pickle
import re
import sys
import typing

CASES = pathlib.Path(__file__).resolve().parent.parent / "evolution"
EFFECTS = ["none", "unknown", "dropped", "extra", "mistyped", "missing", "wrong", "error"]
ABSENT = object()


class Side:
    """The modules of one version, which can be imported only while they are in use."""

    def __init__(self, case, name):
        path = CASES / case / (name + ".py")
        self.files = {"models": path} if path.exists() else {one.stem: one for one in (CASES / case / name).glob("*.py")}

    def header(self):
        return "\n".join(path.read_text() for path in self.files.values())

    @contextlib.contextmanager
    def imported(self):
        finder = Finder(self.files)
        sys.meta_path.insert(0, finder)
        try:
            yield {name: importlib.import_module(name) for name in self.files}
        finally:
            sys.meta_path.remove(finder)
            for name in self.files:
                sys.modules.pop(name, None)


class Finder:
    """Finds the modules of a side by their names."""

    def __init__(self, files):
        self.files = files

    def find_spec(self, name, path=None, target=None):
        if name in self.files:
            return importlib.util.spec_from_file_location(name, str(self.files[name]))
        return None


def runs_here(case):
    """Whether `# python: 3.10+` and `# needs: attrs` in the files are fulfilled."""
    header = "".join(Side(case, name).header() for name in ("old", "new"))
    for least in re.findall(r"^# python: 3\.(\d+)\+", header, re.M):
        if sys.version_info < (3, int(least)):
            return False
    # 3.11.0 to 3.11.3 pickle the members of enumerations by their names.
    if "enum" in header and (3, 11) <= sys.version_info < (3, 11, 4):
        return False
    return sys.version_info >= (3, 7) and all(is_installed(need) for need in re.findall(r"^# needs: (.+)$", header, re.M))


def is_installed(need):
    """`attrs>=22.2` or `pydantic`, by the distribution's version."""
    name, relation, wanted = re.match(r"(\w+)(?:(>=|<)([\d.]+))?$", need).groups()
    try:
        metadata = importlib.import_module("importlib.metadata")
        found = metadata.version(name)
    except ImportError:
        return False
    if relation is None:
        return True
    numbers = [tuple(int(part) for part in re.findall(r"\d+", text)[:2]) for text in (found, wanted)]
    return numbers[0] >= numbers[1] if relation == ">=" else numbers[0] < numbers[1]


def samples(modules):
    """Each sample with the name of its class."""
    for module in modules.values():
        if hasattr(module, "samples"):
            for value in module.samples():
                yield class_name(modules, value), value


def class_name(modules, value):
    """The name of the class; a module says as `MAPPING` which `TypedDict` a dict is."""
    mappings = [module.MAPPING for module in modules.values() if hasattr(module, "MAPPING")]
    return mappings[0] if type(value) is dict and mappings else type(value).__qualname__


def attributes(value):
    """The attributes of an object that have values: what it holds, and what its class gives it."""
    if type(value) is dict:
        return dict(value)
    if isinstance(value, enum.Enum):
        return {"*": value}
    names = list(getattr(value, "__dict__", {})) + list(getattr(value, "_fields", ()))
    for ancestor in type(value).__mro__:
        names += list(getattr(ancestor, "__annotations__", {}))
        slots = ancestor.__dict__.get("__slots__", ())
        names += [slots] if isinstance(slots, str) else list(slots)
        names += [name for name, held in vars(ancestor).items() if is_plain(name, held)]
    names = [name for name in names if not name.startswith("__") and hasattr(value, name)]
    return {name: getattr(value, name) for name in names}


def is_plain(name, held):
    return not name.startswith("_") and isinstance(held, (int, str, float, tuple, list)) and name != "args"


def canon(value):
    """What does not depend on the version of a class."""
    if isinstance(value, enum.Enum):
        return (type(value).__qualname__, value.name)
    if isinstance(value, (list, tuple, set, frozenset)):
        return (type(value).__qualname__, [canon(item) for item in value])
    if isinstance(value, dict):
        return (type(value).__qualname__, [(canon(key), canon(item)) for key, item in value.items()])
    if isinstance(value, (int, float)):
        return value
    if isinstance(value, (str, bytes, type(None))):
        return (type(value).__qualname__, value)
    return (type(value).__qualname__, sorted((name, canon(item)) for name, item in attributes(value).items()))


def is_of_type(value, hint):
    origin, arguments = getattr(hint, "__origin__", None), getattr(hint, "__args__", None) or ()
    if hint is typing.Any or isinstance(hint, (str, typing.TypeVar)):
        return True
    if origin is typing.Union or type(hint).__name__ == "UnionType":
        return any(is_of_type(value, one) for one in arguments)
    if str(origin).endswith("Literal"):
        return any(value == one and type(value) is type(one) for one in arguments)
    if hint is float:
        return isinstance(value, (int, float))
    if hint is None:
        return value is None
    if origin in (list, typing.List):
        return isinstance(value, list) and all(is_of_type(item, arguments[0]) for item in value)
    if origin in (dict, typing.Dict):
        return isinstance(value, dict) and all(is_of_type(item, arguments[1]) for item in value.values())
    return isinstance(value, origin or hint)


def type_hints(cls):
    try:
        return typing.get_type_hints(cls)
    except Exception:
        return {}


def class_value(cls, name):
    """What the class gives to objects without the attribute."""
    for ancestor in cls.__mro__:
        if name in vars(ancestor):
            value = vars(ancestor)[name]
            return ABSENT if hasattr(value, "__get__") else value
    return ABSENT


def member_effect(before, after):
    """A member is the same if it is called so, or if nothing else is called either name."""
    if not isinstance(after, enum.Enum):
        return "wrong"
    if isinstance(after, enum.Flag):
        same = sorted(flag_names(before)) == sorted(flag_names(after))
        return "none" if same else "wrong"
    if before.name == after.name:
        return "none"
    is_rename = before.name not in type(after).__members__ and after.name not in type(before).__members__
    return "none" if is_rename else "wrong"


def flag_names(value):
    return [member.name for member in type(value) if member.value & value.value == member.value]


def attribute_effect(name, before, after, hints, own):
    """What became of an attribute that the reader's class declares."""
    if name not in after:
        return "none" if own.get(name) else "missing"
    if name in before:
        if canon(before[name]) != canon(after[name]):
            return "wrong"
        return "none" if name not in hints or is_of_type(after[name], hints[name]) else "mistyped"
    taken = [canon(value) for value in before.values()] + [canon(name) for name in before] + [canon(None)]
    return "wrong" if canon(after[name]) in taken and name not in own else "none"


def declared_names(modules, cls_name):
    """The attributes that the samples of a class have, and whether a sample lacks one."""
    found = [set(attributes(value)) for name, value in samples(modules) if name == cls_name]
    every = set().union(*found)
    return {name: any(name not in one for one in found) for name in every}


def effects(before, value, modules, cls_name):
    """What became of each attribute."""
    if isinstance(before.get("*"), enum.Enum):
        yield "*", member_effect(before["*"], value)
        return
    after, declared, cls = attributes(value), declared_names(modules, cls_name), type(value)
    hints = type_hints(cls)
    for name, may_lack in declared.items():
        own = {name: True} if may_lack or (name not in before and class_value(cls, name) is not ABSENT) else {}
        yield name, attribute_effect(name, before, after, hints, own)
    for name in set(before) - set(declared):
        yield name, "extra" if name in after else "dropped"


def judge(case, writer, reader, directory):
    """The worst that became of each attribute of each class."""
    with Side(case, writer).imported() as modules:
        before = [(name, attributes(value)) for name, value in samples(modules)]
    worst = {}
    with Side(case, reader).imported() as modules:
        for path in sorted(directory.glob("*.pickle")):
            number, cls_name = path.stem.split("-", 1)
            try:
                value = pickle.loads(path.read_bytes())
                found = list(effects(before[int(number)][1], value, modules, class_name(modules, value)))
            except Exception as error:
                print(case, writer, cls_name, type(error).__name__, error, file=sys.stderr)
                found = [("*", "error")]
            for name, effect in found:
                key = (cls_name, name)
                worst[key] = max(worst.get(key, "none"), effect, key=EFFECTS.index)
    for (cls_name, name), effect in worst.items():
        print(case, writer, cls_name, name, effect)


def dump(case, side, directory):
    directory.mkdir(parents=True, exist_ok=True)
    with Side(case, side).imported() as modules:
        for number, (name, value) in enumerate(samples(modules)):
            (directory / "{}-{}.pickle".format(number, name)).write_bytes(pickle.dumps(value, 4))


def main(command, directory):
    directory = pathlib.Path(directory)
    for case in sorted(path.name for path in CASES.iterdir() if path.is_dir()):
        if not runs_here(case):
            continue
        for writer, reader in (("old", "new"), ("new", "old")):
            if command == "dump":
                dump(case, writer, directory / case / writer)
            else:
                judge(case, writer, reader, directory / case / writer)


if __name__ == "__main__":
    import importlib.util

    sys.dont_write_bytecode = True
    main(*sys.argv[1:])
