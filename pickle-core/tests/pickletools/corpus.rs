//! Every pickle that is checked in to this repository.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Each distinct pickle once: of files named `.pickle`, and of the hexadecimal words in the data of the tests.
pub(crate) fn corpus() -> BTreeSet<Vec<u8>> {
    let repository = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut files = Vec::new();
    let mut directories: Vec<PathBuf> =
        ["tests", "examples", "pickle-core/tests", "pickle-codegen/tests"].map(|name| repository.join(name)).into();
    while let Some(directory) = directories.pop() {
        for entry in fs::read_dir(&directory).unwrap_or_else(|error| panic!("{}: {error}", directory.display())) {
            let path = entry.expect("the directory is readable").path();
            if path.is_dir() { directories.push(path) } else { files.push(path) }
        }
    }
    files.iter().flat_map(|file| pickles_of(file)).collect()
}

fn pickles_of(file: &Path) -> Vec<Vec<u8>> {
    let extension = file.extension().unwrap_or_default();
    if extension == "pickle" {
        return vec![fs::read(file).expect("the file is readable")];
    }
    if extension != "txt" {
        return Vec::new();
    }
    let text = fs::read_to_string(file).expect("the file is text");
    let words = text.split(|separator: char| !separator.is_ascii_alphanumeric());
    words.filter(|word| word.ends_with("2e")).filter_map(bytes).collect()
}

/// The bytes of hexadecimal digits, if that is what the text is.
pub(crate) fn bytes(text: &str) -> Option<Vec<u8>> {
    let pairs = text.as_bytes().chunks(2);
    pairs.map(|pair| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()).collect()
}
