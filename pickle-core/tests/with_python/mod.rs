//! The Pythons on this machine, and running a script with one; for tests that exchange pickles with CPython.

#![allow(dead_code, reason = "no test uses all of it")]

use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::{env, fs, io};

/// A CPython of this machine.
pub(crate) struct Python {
    /// The version: `(3, 12)`.
    pub(crate) version: (u32, u32),
    program: PathBuf,
}

/// The Pythons of pyenv and the `python3` of the `PATH`, one for each version of 2.7 and 3.6 and later.
///
/// None is a failure where `PICKLE_REQUIRE_PYTHON` is set.
pub(crate) fn pythons() -> Vec<Python> {
    let mut found: Vec<Python> = candidates().into_iter().filter_map(Python::at).collect();
    found.sort_by_key(|python| python.version);
    found.dedup_by_key(|python| python.version);
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
    of_pyenv.chain([PathBuf::from("python3")]).collect()
}

impl Python {
    /// The Python at this path, if it is one.
    pub(crate) fn at(program: PathBuf) -> Option<Python> {
        const ASK: &str = "import sys; v = sys.version_info; \
            print('%d %d' % v[:2] if v >= (3, 6) or v[:2] == (2, 7) else '')";
        let output = run(&program, &["-c", ASK]).ok().filter(|output| output.status.success())?;
        let printed = text(&output.stdout);
        let (major, minor) = printed.trim().split_once(' ')?;
        Some(Python { version: (major.parse().ok()?, minor.parse().ok()?), program })
    }

    /// The highest protocol that it knows.
    pub(crate) fn highest_protocol(&self) -> u8 {
        match self.version {
            (2, _) => 2,
            (3, ..8) => 4,
            _ => 5,
        }
    }

    /// Whether it can import a module.
    pub(crate) fn has(&self, module: &str) -> bool {
        run(&self.program, &["-c", &format!("import {module}")]).is_ok_and(|output| output.status.success())
    }

    /// Runs a script of `tests/` with these arguments: what it printed, and a panic where it fails.
    pub(crate) fn run(&self, script: &str, arguments: &[&str]) -> String {
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(script);
        let script = script.to_string_lossy();
        let all: Vec<&str> = [&*script].into_iter().chain(arguments.iter().copied()).collect();
        match run(&self.program, &all) {
            Ok(output) if output.status.success() => text(&output.stdout),
            Ok(output) => panic!("Python {:?}:\n{}{}", self.version, text(&output.stdout), text(&output.stderr)),
            Err(error) => panic!("Python {:?}: {error}", self.version),
        }
    }
}

fn run(program: &Path, arguments: &[&str]) -> io::Result<Output> {
    Command::new(program).args(arguments).env("PYTHONDONTWRITEBYTECODE", "1").output()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// A directory for the files of one test, which is removed with it.
pub(crate) struct Scratch(PathBuf);

impl Scratch {
    /// An empty directory; `name` tells the tests of one process apart.
    pub(crate) fn new(name: &str) -> Scratch {
        let directory = env::temp_dir().join(format!("pickle-core-{name}-{}", std::process::id()));
        fs::create_dir_all(&directory).unwrap_or_else(|error| panic!("{}: {error}", directory.display()));
        Scratch(directory)
    }

    /// The path of a file in it.
    pub(crate) fn path(&self, file: &str) -> String {
        self.0.join(file).to_string_lossy().into_owned()
    }

    /// The names of the files in it.
    pub(crate) fn files(&self) -> Vec<String> {
        let files = fs::read_dir(&self.0).unwrap_or_else(|error| panic!("{}: {error}", self.0.display()));
        files.flatten().map(|file| file.file_name().to_string_lossy().into_owned()).collect()
    }

    /// Reads a file in it.
    pub(crate) fn read(&self, file: &str) -> Vec<u8> {
        fs::read(self.0.join(file)).unwrap_or_else(|error| panic!("{file}: {error}"))
    }

    /// Writes a file in it.
    pub(crate) fn write(&self, file: &str, bytes: &[u8]) {
        fs::write(self.0.join(file), bytes).unwrap_or_else(|error| panic!("{file}: {error}"));
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        // What is left behind in the temporary directory is no failure of a test.
        let _ = fs::remove_dir_all(&self.0);
    }
}
