//! The class-style matrix: each style of Python class as Rust, with the pickles that CPython wrote and the Pythons that
//! load what Rust writes.
//!
//! A style is `classes/STYLE.py` with a class `Sample` and a function `samples()`, the Rust that pickle-codegen makes of
//! it, `classes/STYLE.rs`, and the pickles of the samples, `classes/pickles/STYLE`, which `python/make_pickles.py`
//! writes. It has no code of its own. What no generator can read from the Python is in `classes_by_hand/STYLE.rs`.

pub mod interpreter;
pub mod stored;
pub mod style;

use std::path::PathBuf;

/// A file or directory of this crate.
pub fn path(relative: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(relative)
}
