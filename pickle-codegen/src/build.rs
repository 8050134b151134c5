//! For a `build.rs`: generates the Rust types whenever the Python has changed.
//!
//! ```no_run
//! // build.rs
//! fn main() -> Result<(), pickle_codegen::build::BuildError> {
//!     pickle_codegen::build::Builder::new().path("python/shop").out_file("shop.rs").generate()?;
//!     Ok(())
//! }
//! ```
//!
//! ```ignore
//! // src/main.rs
//! mod shop {
//!     include!(concat!(env!("OUT_DIR"), "/shop.rs"));
//! }
//! ```
//!
//! In `Cargo.toml`, `pickle-codegen` stands below `[build-dependencies]`, with `default-features = false` to leave the
//! programs out, and `pickle-core` below `[dependencies]`. What is in `OUT_DIR` is seen by few people and few editors:
//! generated files that are checked in, and `pickle-codegen --check` in CI, are the better choice where they are possible.

mod error;
mod messages;
mod write;

use std::env;
use std::path::{Path, PathBuf};

use crate::{ModuleName, Options, Search, generate};

pub use self::error::BuildError;
pub use self::write::write_if_changed;

/// What a build script generates, from what, and where to.
///
/// ```
/// use pickle_codegen::Options;
/// use pickle_codegen::build::Builder;
///
/// # let directory = tempfile::tempdir().unwrap();
/// # let (python, out) = (directory.path().join("models.py"), directory.path());
/// # std::fs::write(&python, "class Order:\n    id: int\n").unwrap();
/// let options = Options::default().with_classes(["Order".to_owned()]);
/// let file = Builder::new().path(python).options(options).out_dir(out).out_file("shop.rs").generate()?;
///
/// assert!(std::fs::read_to_string(file).unwrap().contains("pub struct Order"));
/// # Ok::<(), pickle_codegen::build::BuildError>(())
/// ```
#[derive(Debug, Clone, Default)]
#[must_use = "nothing is generated before `generate`"]
pub struct Builder {
    search: Search,
    options: Options,
    out_dir: Option<PathBuf>,
    out_file: Option<PathBuf>,
}

impl Builder {
    /// Nothing to generate from yet.
    pub fn new() -> Builder {
        Builder::default()
    }

    /// Adds a Python file, or all Python files in a directory: [`Search::path`].
    pub fn path(mut self, path: impl Into<PathBuf>) -> Builder {
        self.search = self.search.path(path);
        self
    }

    /// Adds a module or package by the name under which Python imports it: [`Search::module`].
    pub fn module(mut self, name: impl Into<String>) -> Builder {
        self.search = self.search.module(name);
        self
    }

    /// Adds a directory from which Python imports: [`Search::root`].
    pub fn root(mut self, directory: impl Into<PathBuf>) -> Builder {
        self.search = self.search.root(directory);
        self
    }

    /// Leaves out files by a pattern: [`Search::exclude`].
    pub fn exclude(mut self, pattern: impl Into<String>) -> Builder {
        self.search = self.search.exclude(pattern);
        self
    }

    /// Says under which name Python imports the one file: [`Search::name`].
    pub fn name(mut self, module: impl Into<ModuleName>) -> Builder {
        self.search = self.search.name(module);
        self
    }

    /// Adds a pickle with objects of the classes: [`Search::sample`].
    pub fn sample(mut self, path: impl Into<PathBuf>) -> Builder {
        self.search = self.search.sample(path);
        self
    }

    /// Says what becomes of what is read.
    pub fn options(mut self, options: Options) -> Builder {
        self.options = options;
        self
    }

    /// The directory to write into; without it, that of the environment variable `OUT_DIR`.
    pub fn out_dir(mut self, directory: impl Into<PathBuf>) -> Builder {
        self.out_dir = Some(directory.into());
        self
    }

    /// The file to write, in the directory; without it, `models.rs`.
    pub fn out_file(mut self, file: impl Into<PathBuf>) -> Builder {
        self.out_file = Some(file.into());
        self
    }

    /// Generates the types, and writes them if the file has another content. Returns its path.
    ///
    /// Tells Cargo, on standard output, to run the build script again when a file that was read or a directory that was
    /// searched changes, and passes warnings on. Notes are left to `pickle-codegen`, the program.
    ///
    /// # Errors
    ///
    /// When the Python cannot be found or read or is none, when there is no directory to write into, and when the file
    /// cannot be written. `Debug` shows the error in the same words as `Display`, since that is what `main` prints.
    pub fn generate(&self) -> Result<PathBuf, BuildError> {
        let mut inputs = messages::Inputs::default();
        let sources = self.search.read_observed(&mut |visit| inputs.rerun_if_changed(visit));
        let generated = generate(&sources.map_err(BuildError::search)?, &self.options).map_err(BuildError::python)?;
        messages::warn(&generated.diagnostics);
        let file = self.file()?;
        write_if_changed(&file, &generated.rust).map_err(|cause| BuildError::write(&file, cause))?;
        Ok(file)
    }

    fn file(&self) -> Result<PathBuf, BuildError> {
        let name = self.out_file.as_deref().unwrap_or(Path::new("models.rs"));
        let directory = self.out_dir.clone().or_else(|| env::var_os("OUT_DIR").map(PathBuf::from));
        Ok(directory.ok_or_else(BuildError::no_directory)?.join(name))
    }
}
