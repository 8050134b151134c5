//! Files that are written only if that changes them.

use std::path::Path;
use std::{fs, io, process};

/// Writes a file unless it has that content, and says whether it did. The file is replaced in one step, so that nobody ever
/// sees half of it, and a file that stays keeps its time.
///
/// ```
/// use pickle_codegen::build::write_if_changed;
///
/// # let directory = tempfile::tempdir().unwrap();
/// # let file = directory.path().join("models.rs");
/// assert!(write_if_changed(&file, "pub struct Order;\n")?);
/// assert!(!write_if_changed(&file, "pub struct Order;\n")?);
/// # Ok::<(), std::io::Error>(())
/// ```
///
/// # Errors
///
/// When the file cannot be written.
pub fn write_if_changed(file: &Path, text: &str) -> io::Result<bool> {
    // A device or a pipe is written to; a file in its place would be the end of it.
    if fs::metadata(file).is_ok_and(|known| !known.is_file()) {
        return fs::write(file, text).map(|()| true);
    }
    if fs::read(file).is_ok_and(|found| found == text.as_bytes()) {
        return Ok(false);
    }
    let target = fs::canonicalize(file).unwrap_or_else(|_| file.to_owned());
    let mut name = target.file_name().unwrap_or_default().to_owned();
    name.push(format!(".{}.tmp", process::id()));
    let temporary = target.with_file_name(name);
    fs::write(&temporary, text).and_then(|()| fs::rename(&temporary, &target)).inspect_err(|_| {
        // The write failed; that it left something behind would be no better news.
        let _ = fs::remove_file(&temporary);
    })?;
    Ok(true)
}
