//! Why a search finds no sources.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

/// A failure of a [`Search`](crate::Search): what was being done, and why it was not possible.
#[derive(Debug)]
pub struct SearchError {
    message: String,
    cause: Option<io::Error>,
}

impl SearchError {
    pub(super) fn read(path: &Path, cause: io::Error) -> SearchError {
        SearchError { message: format!("cannot read {}", path.display()), cause: Some(cause) }
    }

    pub(super) fn walk(directory: &Path, error: walkdir::Error) -> SearchError {
        let path = error.path().unwrap_or(directory).to_owned();
        SearchError::read(&path, error.into())
    }

    pub(super) fn no_files(directory: &Path) -> SearchError {
        SearchError::told(format!("no Python files in {}", directory.display()))
    }

    pub(super) fn no_module(name: &str, roots: &[PathBuf]) -> SearchError {
        let looked = match roots {
            [] => "; say with `--path DIRECTORY` from where Python imports it".to_owned(),
            roots => {
                let roots: Vec<String> = roots.iter().map(|root| root.display().to_string()).collect();
                format!(" in {}", roots.join(", "))
            }
        };
        SearchError::told(format!("no module `{name}`{looked}"))
    }

    pub(super) fn pattern(pattern: &str, error: &globset::Error) -> SearchError {
        SearchError::told(format!("`{pattern}` is no pattern for paths: {}", error.kind()))
    }

    fn told(message: String) -> SearchError {
        SearchError { message, cause: None }
    }
}

impl fmt::Display for SearchError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.cause {
            Some(cause) => write!(f, "{}: {cause}", self.message),
            None => f.write_str(&self.message),
        }
    }
}

impl std::error::Error for SearchError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.cause.as_ref().map(|cause| cause as &(dyn std::error::Error + 'static))
    }
}
