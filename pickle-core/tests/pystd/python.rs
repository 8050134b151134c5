//! The checked-in pickles of CPython.

use std::fs;
use std::path::{Path, PathBuf};

use pickle_core::{Protocol, Unpickle, loads};

use crate::with_python::{Python, unhex};

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
    Some(Pickled {
        version: version.to_owned(),
        name: name.to_owned(),
        protocol: Protocol::try_from(protocol.parse::<u8>().ok()?).ok()?,
        bytes: unhex(hexadecimal),
    })
}

/// Where the pickles of this version are checked in, if they are.
pub(crate) fn pickles_path(python: &Python) -> PathBuf {
    directory().join(format!("pickles/python-{}.txt", python.name()))
}

fn directory() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pystd")
}
