//! The Pythons on this machine, as programs that take bytes and give bytes.

#![allow(dead_code, reason = "each test uses a part of it")]

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::{env, fs};

/// A CPython of this machine.
pub(crate) struct Python {
    /// The version, such as `(3, 6)`.
    pub(crate) version: (u8, u8),
    program: PathBuf,
}

/// The Pythons of pyenv from 3.6 on and 2.7, and the `python3` of the `PATH`, each version once.
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
    fn at(program: PathBuf) -> Option<Python> {
        let output = Command::new(&program).args(["-c", "import sys; print('%d %d' % sys.version_info[:2])"]).output();
        let printed = String::from_utf8(output.ok()?.stdout).ok()?;
        let (major, minor) = printed.trim().split_once(' ')?;
        let version = (major.parse().ok()?, minor.parse().ok()?);
        (version == (2, 7) || version >= (3, 6)).then_some(Python { version, program })
    }

    /// The highest protocol that it knows.
    pub(crate) fn highest_protocol(&self) -> u8 {
        match self.version {
            (2, _) => 2,
            (3, ..=7) => 4,
            _ => 5,
        }
    }

    /// Starts a script of this directory; nothing is connected but its standard streams.
    pub(crate) fn start(&self, script: &str, arguments: &[&str]) -> Child {
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/streams").join(script);
        let mut command = Command::new(&self.program);
        command.arg(script).args(arguments).env("PYTHONDONTWRITEBYTECODE", "1");
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command.spawn().unwrap_or_else(|error| panic!("{}: {error}", self.program.display()))
    }

    /// Runs a script of this directory with this input and gives what it prints; a script that fails is a panic.
    pub(crate) fn run(&self, script: &str, arguments: &[&str], input: &[u8]) -> Vec<u8> {
        let mut child = self.start(script, arguments);
        if let Some(mut stdin) = child.stdin.take() {
            // A script that fails early takes no more input; its status says so.
            let _ = stdin.write_all(input);
        }
        let output = child.wait_with_output().unwrap_or_else(|error| panic!("{script}: {error}"));
        let message = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{script} {arguments:?} in Python {:?}:\n{message}", self.version);
        output.stdout
    }
}

/// The bytes of a checked-in line of hexadecimal digits.
pub(crate) fn unhex(text: &str) -> Vec<u8> {
    let byte = |pair: &[u8]| u8::from_str_radix(std::str::from_utf8(pair).unwrap_or_default(), 16);
    text.as_bytes().chunks(2).map(|pair| byte(pair).unwrap_or_else(|error| panic!("{text}: {error}"))).collect()
}
