//! The class-style matrix: each style of Python class as Rust, with the pickles that CPython wrote and the Pythons that
//! load what Rust writes.
//!
//! A style is `classes/STYLE.py` with a class `Sample` and a function `samples()`, the Rust that pickle-codegen makes of
//! it, `classes/STYLE.rs`, and the pickles of the samples, `classes/pickles/STYLE`, which `python/make_pickles.py`
//! writes. It has no code of its own. What no generator can read from the Python is in `classes_by_hand/STYLE.rs`.
//! `classes/facts.txt` says which style has which of the kinds of object whose pickles were measured.
//!
//! The lines of comments below its docstring say what a style is for:
//!
//! * `# python: 2.7, 3.6+`: the Pythons that run it.
//! * `# needs: attrs>=22.2, pydantic<2`: the libraries that it takes, with their versions if they matter. Such a style runs
//!   in the environments of `python/environments.txt` alone, each of which is one more Python of the matrix.
//! * `# verify: attrs>=22.2`: the versions that Rust's dumps are for; the pickles of the others are only read.
//! * `# codegen: --option value`: an option of pickle-codegen for it.
//! * `# compare: nothing is lost but what Python loses`: a sample may come back as it does from Python's own pickle.
//! * `# rust: NOTE`: a rule of the tests that does not hold for it; see [`stored`].

pub mod interpreter;
pub mod stored;
pub mod style;

use std::path::PathBuf;
use std::sync::Once;

use pickle_core::copyreg::add_extension;

/// A file or directory of this crate.
pub fn path(relative: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(relative)
}

/// Gives the classes of the styles the extension codes that they have in Python, in the registry that every load and
/// every dump of this process looks at.
pub(crate) fn add_extensions() {
    static ADDED: Once = Once::new();
    ADDED.call_once(|| add_extension("extension_code", "Sample", 100).expect("the code is free"));
}
