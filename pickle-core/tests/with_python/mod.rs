//! The Pythons on this machine, and running a script with one; for tests that exchange pickles with CPython.

#![allow(dead_code, reason = "no test uses all of it")]

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::{env, fs};

/// A CPython of this machine.
pub(crate) struct Python {
    /// The version: `(3, 12)`.
    pub(crate) version: (u32, u32),
    /// Whether it is 3.11.2, which pickles the members of enums by name.
    names_enum_members: bool,
    program: PathBuf,
}

/// The Pythons of pyenv and those of the `PATH` and of the system, one for each version of 2.7 and 3.6 and later; 3.11.2
/// counts as a version of its own.
///
/// None is a failure where `PICKLE_REQUIRE_PYTHON` is set.
pub(crate) fn pythons() -> Vec<Python> {
    let mut found: Vec<Python> = candidates().into_iter().filter_map(Python::at).collect();
    found.sort_by_key(Python::key);
    found.dedup_by_key(|python| python.key());
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
    /// The Python at this path, if it is one.
    pub(crate) fn at(program: PathBuf) -> Option<Python> {
        const ASK: &str = "import sys; v = sys.version_info; \
            print('%d %d %d' % v[:3] if v >= (3, 6) or v[:2] == (2, 7) else '')";
        let output = Command::new(&program).args(["-c", ASK]).output().ok()?;
        let printed = String::from_utf8(output.stdout).ok().filter(|_| output.status.success())?;
        let numbers: Vec<u32> = printed.split_whitespace().filter_map(|number| number.parse().ok()).collect();
        let [major, minor, micro] = numbers[..] else { return None };
        Some(Python { version: (major, minor), names_enum_members: (major, minor, micro) == (3, 11, 2), program })
    }

    fn key(&self) -> ((u32, u32), bool) {
        (self.version, self.names_enum_members)
    }

    /// The version as text, such as `3.12` or `3.11.2`.
    pub(crate) fn name(&self) -> String {
        let (major, minor) = self.version;
        format!("{major}.{minor}{}", if self.names_enum_members { ".2" } else { "" })
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
        let import = format!("import {module}");
        Command::new(&self.program).args(["-c", &import]).output().is_ok_and(|output| output.status.success())
    }

    /// Starts a script of `tests/` with these arguments; its standard streams are pipes.
    pub(crate) fn start(&self, script: &str, arguments: &[&str]) -> Child {
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(script);
        let mut command = Command::new(&self.program);
        command.arg(script).args(arguments).env("PYTHONDONTWRITEBYTECODE", "1");
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command.spawn().unwrap_or_else(|error| panic!("{}: {error}", self.program.display()))
    }

    /// Runs a script of `tests/` with this input: what it printed, and in the error what it printed where it fails.
    pub(crate) fn try_run(&self, script: &str, arguments: &[&str], input: &[u8]) -> Result<String, String> {
        let mut child = self.start(script, arguments);
        if let Some(mut stdin) = child.stdin.take() {
            // A script that fails early takes no more input; its status says so.
            let _ = stdin.write_all(input);
        }
        let output = child.wait_with_output().map_err(|error| error.to_string())?;
        let printed = String::from_utf8_lossy(&output.stdout).into_owned();
        match output.status.success() {
            true => Ok(printed),
            false => Err(printed + &String::from_utf8_lossy(&output.stderr)),
        }
    }

    /// Runs a script of `tests/` with this input: what it printed, and a panic where it fails.
    pub(crate) fn run_with(&self, script: &str, arguments: &[&str], input: &[u8]) -> String {
        let printed = self.try_run(script, arguments, input);
        printed.unwrap_or_else(|printed| panic!("{script} {arguments:?} in Python {}:\n{printed}", self.name()))
    }

    /// Runs a script of `tests/` without input: what it printed, and a panic where it fails.
    pub(crate) fn run(&self, script: &str, arguments: &[&str]) -> String {
        self.run_with(script, arguments, b"")
    }
}

/// The bytes of a checked-in line of hexadecimal digits.
pub(crate) fn unhex(text: &str) -> Vec<u8> {
    let byte = |pair: &[u8]| u8::from_str_radix(std::str::from_utf8(pair).unwrap_or_default(), 16);
    text.as_bytes().chunks(2).map(|pair| byte(pair).unwrap_or_else(|error| panic!("{text}: {error}"))).collect()
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
