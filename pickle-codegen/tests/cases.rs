//! `tests/cases/NAME.py` is turned into `NAME.rs` beside it. A file that differs is rewritten, and the test fails.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

use pickle_codegen::{Options, Sources, generate};

#[test]
fn generated_files_are_up_to_date() {
    let stale: Vec<PathBuf> = python_files().into_iter().filter(|path| !is_up_to_date(path)).collect();
    assert!(stale.is_empty(), "rewritten, look at the difference: {stale:#?}");
}

/// Rewrites the Rust beside a Python file if it differs.
fn is_up_to_date(python: &Path) -> bool {
    let source = fs::read_to_string(python).expect("the case is readable");
    let file_name = python.file_name().and_then(OsStr::to_str).expect("the case's name is UTF-8");
    let generated =
        generate(&Sources::of(file_name, "cases", &source), &Options::default()).expect("the case is Python");
    assert!(generated.diagnostics.is_empty(), "a case says all that is needed:\n{}", generated.diagnostics);

    let rust = python.with_extension("rs");
    let is_equal = fs::read_to_string(&rust).is_ok_and(|found| found == generated.rust);
    if !is_equal {
        fs::write(&rust, &generated.rust).expect("the generated file is writable");
    }
    is_equal
}

fn python_files() -> Vec<PathBuf> {
    let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let entries = fs::read_dir(directory).expect("the directory of cases is readable");
    let paths = entries.map(|entry| entry.expect("the directory of cases is readable").path());
    let mut paths: Vec<PathBuf> = paths.filter(|path| path.extension() == Some(OsStr::new("py"))).collect();
    paths.sort();
    paths
}
