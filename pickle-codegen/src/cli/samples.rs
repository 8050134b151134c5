//! Sample pickles from files.

use std::fs;
use std::path::PathBuf;

use super::Failure;

/// The names and the contents of the files.
pub(super) fn read_samples(paths: &[PathBuf]) -> Result<Vec<(String, Vec<u8>)>, Failure> {
    let read = paths.iter().map(|path| match fs::read(path) {
        Ok(bytes) => Ok((path.to_string_lossy().into_owned(), bytes)),
        Err(cause) => Err(Failure::with_file("cannot read", path, cause)),
    });
    read.collect()
}
