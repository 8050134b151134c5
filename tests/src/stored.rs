//! The checked-in pickles of a style, `classes/pickles/STYLE`, and their index.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::PathBuf;

use pickle_core::Protocol;

use crate::{add_extensions, path};

/// A pickle of a style's samples that CPython wrote.
#[derive(Debug)]
pub struct StoredPickle {
    /// The first Python that wrote it and the protocol: `3.6.15-p0`, or `3.10.13-attrs-21-p0`.
    pub name: String,
    /// The protocol that it was written with.
    pub protocol: Protocol,
    /// Whether the style's dumps are not for the Pythons that wrote it: they have other versions of a library.
    pub is_only_read: bool,
    /// The pickle.
    pub bytes: Vec<u8>,
}

/// The styles that have pickles, in order.
///
/// # Panics
///
/// When the directory of the pickles cannot be read.
pub fn styles_with_pickles() -> Vec<String> {
    let entries = fs::read_dir(path("classes/pickles")).expect("the directory of the pickles").flatten();
    let mut styles: Vec<String> = entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    styles.sort();
    styles
}

/// The pickles of a style, each distinct one once.
///
/// # Panics
///
/// When `python/make_pickles.py` has not written them.
pub fn stored_pickles(style: &str) -> Vec<StoredPickle> {
    let mut files = BTreeMap::new();
    for line in index_text(style).lines().skip(1) {
        for cell in cells(line).filter(|(name, _)| name != REFUSED) {
            *files.entry(cell).or_insert(true) &= line.ends_with(READ_ONLY);
        }
    }
    files.into_iter().map(|(cell, is_only_read)| read(style, cell, is_only_read)).collect()
}

/// The pickles that a version of Python, such as `3.13`, wrote of a style's samples; it may not be the first that did.
/// Those that are only read are left out.
///
/// # Panics
///
/// As [`stored_pickles`].
pub fn pickles_of_version(style: &str, version: &str) -> Vec<StoredPickle> {
    let text = index_text(style);
    let of_version = |line: &&str| line.starts_with(version) && !line.ends_with(READ_ONLY);
    let cells = text.lines().skip(1).filter(of_version).flat_map(cells).filter(|(name, _)| name != REFUSED);
    cells.map(|cell| read(style, cell, false)).collect()
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
    let text = index_text(style);
    let refused = text.lines().skip(1).flat_map(cells).filter(|(name, _)| name == REFUSED);
    refused.map(|(_, protocol)| protocol).collect()
}

/// Whether the dumps of the style are measured against Python's: not where Python's versions write a value in forms of
/// different lengths.
pub fn is_as_short_as_python(style: &str) -> bool {
    !has_note(style, "writes the form of another Python")
}

/// Whether a line of the style's Python says so.
fn has_note(style: &str, note: &str) -> bool {
    let source = fs::read_to_string(path("classes").join(format!("{style}.py"))).unwrap_or_default();
    source.lines().any(|line| line.strip_prefix("# rust: ") == Some(note))
}

/// What the index has in the place of a file where Python has an error.
const REFUSED: &str = "error";

/// How a line of the index ends whose Python is not one that the style's dumps are for.
const READ_ONLY: &str = " read-only";

/// Lines are Pythons, columns are protocols, and each cell names a file.
fn index_text(style: &str) -> String {
    let file = directory(style).join("index.txt");
    fs::read_to_string(&file).unwrap_or_else(|error| panic!("{}: {error}; run python/make_pickles.py", file.display()))
}

fn cells(line: &str) -> impl Iterator<Item = (String, Protocol)> {
    let names = line.trim_end_matches(READ_ONLY).split_whitespace().skip(1);
    names.map(str::to_owned).zip(Protocol::ALL)
}

fn read(style: &str, (name, protocol): (String, Protocol), is_only_read: bool) -> StoredPickle {
    add_extensions();
    let file = directory(style).join(format!("{name}.pickle"));
    let bytes = fs::read(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    StoredPickle { name, protocol, is_only_read, bytes }
}

fn directory(style: &str) -> PathBuf {
    path("classes/pickles").join(style)
}
