"""Makes the environments of environments.txt, each a venv with its packages.

    python3 tests/python/make_environments.py [DIRECTORY]

in DIRECTORY, else in $PICKLE_ENVIRONMENTS, else in target/environments. A directory there is named after the version of
the Python and the environment, as in 3.10.13-attrs-21. One that is up to date is left as it is, and one that is not
wanted any more is removed. Exits with 1 if an environment could not be made with any Python.
"""
import collections
import concurrent.futures
import glob
import os
import shutil
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
# What an environment was made of; matrix.py knows by it that it runs in one.
STAMP = "environment.txt"

Environment = collections.namedtuple("Environment", "name pythons packages")


def main(arguments):
    default = os.environ.get("PICKLE_ENVIRONMENTS") or os.path.join(ROOT, "target", "environments")
    directory = os.path.abspath(arguments[0] if arguments else default)
    os.makedirs(directory, exist_ok=True)
    wanted = [pair for environment in manifest() for pair in with_pythons(environment)]
    remove_others(directory, {label(*pair) for pair in wanted})
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        made = list(pool.map(lambda pair: make(directory, *pair), wanted))
    missing = {name for name, _, _ in manifest()} - {pair[0].name for pair, done in zip(wanted, made) if done}
    for name in sorted(missing):
        print("%s: there is no Python for it" % name)
    return 1 if missing else 0


def manifest():
    """The lines of environments.txt: words with `==` are packages, those before are Pythons."""
    with open(os.path.join(HERE, "environments.txt")) as file:
        lines = [line.split() for line in file if line.strip() and not line.startswith("#")]
    for name, *words in lines:
        packages = [word for word in words if "==" in word]
        yield Environment(name, words[: -len(packages)], packages)


def with_pythons(environment):
    """The environment with each of its Pythons that is found, else with the python3 of the machine."""
    found = []
    for version in environment.pythons:
        python = find_python(version)
        if python:
            found.append((environment, python))
        else:
            print("%s: skipped for Python %s, which is not found" % (environment.name, version))
    return found or [(environment, sys.executable)]


def find_python(version):
    """A Python of that minor version: pyenv's, one on the PATH, or the one that runs this."""
    if version == "%d.%d" % sys.version_info[:2]:
        return sys.executable
    pyenv = os.environ.get("PYENV_ROOT") or os.path.expanduser("~/.pyenv")
    of_pyenv = sorted(glob.glob(os.path.join(pyenv, "versions", version + ".*", "bin", "python")))
    candidates = of_pyenv + [shutil.which("python" + version), "/usr/bin/python" + version]
    return next((python for python in candidates if python and can_run(python)), None)


def can_run(python):
    """A shim of pyenv is on the PATH even if the version that it stands for is not installed."""
    try:
        return subprocess.run([python, "-c", "import venv"], stderr=subprocess.DEVNULL).returncode == 0
    except OSError:
        return False


def remove_others(directory, labels):
    for name in os.listdir(directory):
        if name not in labels and os.path.exists(os.path.join(directory, name, STAMP)):
            shutil.rmtree(os.path.join(directory, name))


def label(environment, python):
    command = [python, "-c", "import platform; print(platform.python_version())"]
    version = subprocess.run(command, stdout=subprocess.PIPE, universal_newlines=True, check=True).stdout.strip()
    return "%s-%s" % (version, environment.name)


def make(directory, environment, python):
    """Whether the environment is there now. The stamp is written last, so that a half-made one is made again."""
    name = label(environment, python)
    target = os.path.join(directory, name)
    stamp = "%s\n%s\n" % (os.path.realpath(python), "\n".join(environment.packages))
    if read(os.path.join(target, STAMP)) == stamp:
        return True
    shutil.rmtree(target, ignore_errors=True)
    in_target = os.path.join(target, "bin", "python")
    install = [in_target, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--only-binary", ":all:"]
    if not (run(name, [python, "-m", "venv", target]) and run(name, install + environment.packages)):
        return False
    with open(os.path.join(target, STAMP), "w") as file:
        file.write(stamp)
    print("%s: made with %s" % (name, " ".join(environment.packages)))
    return True


def run(name, command):
    result = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, universal_newlines=True)
    if result.returncode != 0:
        print("%s: %s\n%s" % (name, " ".join(command), result.stdout))
    return result.returncode == 0


def read(path):
    try:
        with open(path) as file:
            return file.read()
    except FileNotFoundError:
        return None


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
