//! The checked-in pickles of CPython, and the Pythons on this machine.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::{env, fs, io};

use pickle_core::{Protocol, Unpickle, loads};

/// A pickle that `make_pickles.py` made.
pub(crate) struct Pickled {
    /// The version of Python, such as `3.6`, or `3.11.2`, which pickles the names of enum members.
    pub(crate) version: String,
    /// The name of the value in `values.py`.
    pub(crate) name: String,
    pub(crate) protocol: Protocol,
    pub(crate) bytes: Vec<u8>,
}

impl Pickled {
    pub(crate) fn load<T: for<'de> Unpickle<'de>>(&self) -> T {
        let Pickled { version, name, protocol, bytes } = self;
        loads(bytes).unwrap_or_else(|error| panic!("{name} of {version} at protocol {protocol}: {error}"))
    }
}

/// All checked-in pickles.
pub(crate) fn pickles() -> Vec<Pickled> {
    let files = fs::read_dir(directory().join("pickles")).unwrap_or_else(|error| panic!("{error}"));
    files.flatten().flat_map(|file| pickles_of(&file.path())).collect()
}

fn pickles_of(path: &Path) -> Vec<Pickled> {
    let lines = fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let version = path.file_stem().unwrap_or_default().to_string_lossy();
    lines.lines().map(|line| pickled(&version, line).unwrap_or_else(|| panic!("{version}: {line}"))).collect()
}

fn pickled(version: &str, line: &str) -> Option<Pickled> {
    let (name, rest) = line.split_once('|')?;
    let (protocol, hexadecimal) = rest.split_once('|')?;
    let byte = |digits: &[u8]| u8::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok();
    Some(Pickled {
        version: version.to_owned(),
        name: name.to_owned(),
        protocol: Protocol::try_from(protocol.parse::<u8>().ok()?).ok()?,
        bytes: hexadecimal.as_bytes().chunks(2).map(byte).collect::<Option<_>>()?,
    })
}

/// A CPython of this machine.
pub(crate) struct Python {
    /// The version, such as `3.6`.
    pub(crate) version: String,
    program: PathBuf,
}

/// The Pythons of pyenv, one for each version from 3.6 on and 2.7, and the `python3` of the `PATH` and of the system.
///
/// None is a failure where `PICKLE_REQUIRE_PYTHON` is set.
pub(crate) fn pythons() -> Vec<Python> {
    let mut found: Vec<Python> = candidates().into_iter().filter_map(Python::at).collect();
    found.sort_by(|one, other| one.version.cmp(&other.version));
    found.dedup_by(|one, other| one.version == other.version);
    let is_required = env::var_os("PICKLE_REQUIRE_PYTHON").is_some_and(|value| value != "0");
    assert!(!found.is_empty() || !is_required, "PICKLE_REQUIRE_PYTHON is set and no Python is found");
    if found.is_empty() {
        println!("skipped: no Python is found; PICKLE_REQUIRE_PYTHON=1 makes this a failure");
    }
    found
}

fn candidates() -> Vec<PathBuf> {
    let pyenv = env::var_os("PYENV_ROOT").map(PathBuf::from).or_else(|| Some(env::home_dir()?.join(".pyenv")));
    let versions = pyenv.and_then(|root| fs::read_dir(root.join("versions")).ok());
    let of_pyenv = versions.into_iter().flatten().flatten().map(|version| version.path().join("bin/python"));
    of_pyenv.chain(["python3", "/usr/bin/python3"].map(PathBuf::from)).collect()
}

impl Python {
    fn at(program: PathBuf) -> Option<Python> {
        const ASK: &str = "import sys; v = sys.version_info; \
            print('3.11.2' if v[:3] == (3, 11, 2) else '%d.%d' % v[:2] if v >= (3, 6) or v[:2] == (2, 7) else '')";
        let output = run(&program, &["-c", ASK], "").ok().filter(|output| output.status.success())?;
        let version = text(&output.stdout).trim().to_owned();
        (!version.is_empty()).then_some(Python { version, program })
    }

    /// Runs a script with this input: what it prints, in the error where it fails.
    pub(crate) fn run(&self, script: &str, input: &str) -> Result<String, String> {
        let script = directory().join(script);
        match run(&self.program, &[&script.to_string_lossy()], input) {
            Ok(output) if output.status.success() => Ok(text(&output.stdout)),
            Ok(output) => Err(format!("{}{}", text(&output.stdout), text(&output.stderr))),
            Err(error) => Err(error.to_string()),
        }
    }

    /// Where the pickles of this version are checked in, if they are.
    pub(crate) fn pickles_path(&self) -> PathBuf {
        directory().join(format!("pickles/python-{}.txt", self.version))
    }
}

fn run(program: &Path, arguments: &[&str], input: &str) -> io::Result<Output> {
    let mut command = Command::new(program);
    command.args(arguments).env("PYTHONDONTWRITEBYTECODE", "1");
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn()?;
    if let Some(mut stdin) = child.stdin.take() {
        // A script that fails early takes no more input; its status says so.
        let _ = stdin.write_all(input.as_bytes());
    }
    child.wait_with_output()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

fn directory() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pystd")
}
