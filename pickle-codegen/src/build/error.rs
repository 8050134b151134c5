//! Why a build script cannot go on.

use std::fmt;
use std::io;
use std::path::Path;

use crate::{Diagnostics, SearchError};

/// Why nothing was generated. `Debug` is the same as `Display`: it is what a `main` that returns the error prints.
pub struct BuildError {
    message: String,
    cause: Option<Box<dyn std::error::Error + Send + Sync>>,
}

impl BuildError {
    pub(super) fn search(error: SearchError) -> BuildError {
        BuildError { message: error.to_string(), cause: Some(error.into()) }
    }

    pub(super) fn python(errors: Diagnostics) -> BuildError {
        let message = format!("the Python cannot be read: {}\n\n{}", errors.summary(), errors.to_string().trim_end());
        BuildError { message, cause: Some(errors.into()) }
    }

    pub(super) fn no_directory() -> BuildError {
        let message = "`OUT_DIR` is not set, which Cargo does for build scripts; name a directory with `out_dir`";
        BuildError { message: message.to_owned(), cause: None }
    }

    pub(super) fn write(file: &Path, cause: io::Error) -> BuildError {
        BuildError { message: format!("cannot write {}: {cause}", file.display()), cause: Some(cause.into()) }
    }
}

impl fmt::Display for BuildError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl fmt::Debug for BuildError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl std::error::Error for BuildError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.cause.as_deref().map(|cause| cause as &(dyn std::error::Error + 'static))
    }
}
