"""What the scripts of the class-style matrix share: which styles this Python runs, and their samples."""
import importlib
import os
import pickle
import re
import sys

CLASSES = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "classes")
PROTOCOLS = range(pickle.HIGHEST_PROTOCOL + 1)

# Last, so that no style hides a module of the standard library.
sys.path.append(CLASSES)


def style_names():
    """The names of the styles whose `# python:` line has this Python."""
    names = sorted(name[:-3] for name in os.listdir(CLASSES) if name.endswith(".py"))
    return [name for name in names if runs_here(name)]


def runs_here(name):
    with open(os.path.join(CLASSES, name + ".py"), "rb") as source:
        versions = re.search(r"^# python: (.*)$", source.read().decode("utf-8"), re.M)
    return any(is_this_python(version.strip()) for version in versions.group(1).split(","))


def is_this_python(version):
    """`2.7` is that Python alone, `3.10+` is every Python 3 from there on."""
    wanted = tuple(int(part) for part in version.rstrip("+").split("."))
    here = sys.version_info[:2]
    return here == wanted or (version.endswith("+") and here[0] == wanted[0] and here > wanted)


def pickled_value(name):
    """What the pickles of a style hold: its samples, and the first of them once more."""
    samples = importlib.import_module(name).samples()
    return samples + samples[:1]
