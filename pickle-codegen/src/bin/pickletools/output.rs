//! Where the output goes: standard output, or a file that appears only when all of it is written.

use std::io::{self, Write};
use std::path::Path;
use std::{fs, process};

use crate::failure::Failure;

/// Writes the whole output.
pub(crate) fn write(output: Option<&Path>, bytes: &[u8]) -> Result<(), Failure> {
    match output {
        None => {
            let mut stdout = io::stdout();
            stdout.write_all(bytes).and_then(|()| stdout.flush()).map_err(cannot_print)
        }
        Some(path) => replace(path, bytes).map_err(|cause| Failure::with_file("cannot write", path, cause)),
    }
}

pub(crate) fn cannot_print(cause: io::Error) -> Failure {
    Failure::with_file("cannot write to", Path::new("standard output"), cause)
}

/// Replaces the file in one step, so that nobody ever sees half of it.
fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    if fs::metadata(&target).is_ok_and(|metadata| !metadata.is_file()) {
        return fs::write(&target, bytes);
    }
    let mut name = target.file_name().unwrap_or_default().to_owned();
    name.push(format!(".{}.tmp", process::id()));
    let temporary = target.with_file_name(name);
    fs::write(&temporary, bytes).and_then(|()| fs::rename(&temporary, &target)).inspect_err(|_| {
        // The write failed; that it left something behind would be no better news.
        let _ = fs::remove_file(&temporary);
    })
}
