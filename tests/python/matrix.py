"""What the scripts of the class-style matrix share: which styles this Python runs, and their samples."""
import importlib
import os
import pickle
import platform
import re
import sys

CLASSES = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "classes")
PROTOCOLS = range(pickle.HIGHEST_PROTOCOL + 1)
# Whether this is an environment of make_environments.py, which leaves a file there.
IN_ENVIRONMENT = os.path.exists(os.path.join(sys.prefix, "environment.txt"))
# What the index of the pickles calls this Python: its version, or the directory of the environment.
LABEL = os.path.basename(sys.prefix) if IN_ENVIRONMENT else platform.python_version()

# The versions of packages that were asked for, as it takes long to find one: None where there is no such package.
VERSIONS = {}

# Last, so that no style hides a module of the standard library.
sys.path.append(CLASSES)


def style_names():
    """The names of the styles that run here."""
    names = sorted(name[:-3] for name in os.listdir(CLASSES) if name.endswith(".py"))
    return [name for name in names if runs_here(name)]


def runs_here(name):
    """Whether a style's `# python:` line has this Python, and its `# needs:` line this environment.

    A style that needs a library runs in the environments of make_environments.py alone, whose versions are known, and
    the others do not run there again.
    """
    versions = header(name, "python")
    needs = header(name, "needs")
    return any(map(is_this_python, versions)) and bool(needs) == IN_ENVIRONMENT and all(map(is_met, needs))


def is_verified_here(name):
    """Whether what Rust dumps of a style is for the versions here: it may load the pickles of others, as its
    `# verify:` line says."""
    return all(map(is_met, header(name, "verify")))


def header(name, key):
    """The items of the line `# key: item, item` of a style's source."""
    with open(os.path.join(CLASSES, name + ".py"), "rb") as source:
        line = re.search(r"^# %s: (.*)$" % key, source.read().decode("utf-8"), re.M)
    return [item.strip() for item in line.group(1).split(",")] if line else []


def is_this_python(version):
    """`2.7` is that Python alone, `3.10+` is every Python 3 from there on."""
    wanted = numbers(version)
    here = sys.version_info[:2]
    return here == wanted or (version.endswith("+") and here[0] == wanted[0] and here > wanted)


def is_met(requirement):
    """`attrs`, `attrs>=22.2` or `attrs<22.2`; in an environment, which has a Python 3.8 or later."""
    package, relation, wanted = re.match(r"([a-z]+)(>=|<|$)(.*)", requirement).groups()
    if package not in VERSIONS:
        VERSIONS[package] = find_version(package)
    found = VERSIONS[package]
    return found is not None and (not relation or (numbers(found) >= numbers(wanted)) == (relation == ">="))


def find_version(package):
    import importlib.metadata

    try:
        return importlib.metadata.version(package)
    except importlib.metadata.PackageNotFoundError:
        return None


def numbers(version):
    return tuple(int(part) for part in re.findall("[0-9]+", version))


def pickled_value(name):
    """What the pickles of a style hold: its samples, and the first of them once more."""
    samples = importlib.import_module(name).samples()
    return samples + samples[:1]
