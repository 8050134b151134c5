//! The checked-in pickles of a style, `classes/pickles/STYLE`, and their index.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::PathBuf;

use pickle_core::Protocol;

use crate::path;

/// A pickle of a style's samples that CPython wrote.
#[derive(Debug)]
pub struct StoredPickle {
    /// The first Python that wrote it and the protocol: `3.6.15-p0`.
    pub name: String,
    /// The protocol that it was written with.
    pub protocol: Protocol,
    /// The pickle.
    pub bytes: Vec<u8>,
}

/// The pickles of a style, each distinct one once.
///
/// # Panics
///
/// When `python/make_pickles.py` has not written them.
pub fn stored_pickles(style: &str) -> Vec<StoredPickle> {
    let files: BTreeMap<String, Protocol> = index(style).into_iter().filter(|(name, _)| name != REFUSED).collect();
    files.into_iter().map(|(name, protocol)| read(style, name, protocol)).collect()
}

/// The pickles that a version of Python, such as `3.13`, wrote of a style's samples; it may not be the first that did.
///
/// # Panics
///
/// As [`stored_pickles`].
pub fn pickles_of_version(style: &str, version: &str) -> Vec<StoredPickle> {
    let text = index_text(style);
    let of_version = |line: &&str| line.starts_with(version);
    let cells = text.lines().skip(1).filter(of_version).flat_map(cells).filter(|(name, _)| name != REFUSED);
    cells.map(|(name, protocol)| read(style, name, protocol)).collect()
}

/// The protocols at which Python refuses to pickle the style, and so should we; only what a field of any type holds is
/// dumped as it was loaded.
///
/// # Panics
///
/// When `python/make_pickles.py` has not written the style's index.
pub fn refused_protocols(style: &str) -> BTreeSet<Protocol> {
    if has_note(style, "dumps what Python refuses") {
        return BTreeSet::new();
    }
    index(style).into_iter().filter(|(name, _)| name == REFUSED).map(|(_, protocol)| protocol).collect()
}

/// Whether a line of the style's Python says so.
fn has_note(style: &str, note: &str) -> bool {
    let source = fs::read_to_string(path("classes").join(format!("{style}.py"))).unwrap_or_default();
    source.lines().any(|line| line.strip_prefix("# rust: ") == Some(note))
}

/// What the index has in the place of a file where Python has an error.
const REFUSED: &str = "error";

/// The cells of the index: lines are Pythons, columns are protocols, and each cell names a file.
fn index(style: &str) -> Vec<(String, Protocol)> {
    index_text(style).lines().skip(1).flat_map(cells).collect()
}

fn index_text(style: &str) -> String {
    let file = directory(style).join("index.txt");
    fs::read_to_string(&file).unwrap_or_else(|error| panic!("{}: {error}; run python/make_pickles.py", file.display()))
}

fn cells(line: &str) -> Vec<(String, Protocol)> {
    line.split_whitespace().skip(1).map(str::to_owned).zip(Protocol::ALL).collect()
}

fn read(style: &str, name: String, protocol: Protocol) -> StoredPickle {
    let file = directory(style).join(format!("{name}.pickle"));
    let bytes = fs::read(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    StoredPickle { name, protocol, bytes }
}

fn directory(style: &str) -> PathBuf {
    path("classes/pickles").join(style)
}
