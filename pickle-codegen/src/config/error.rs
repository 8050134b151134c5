//! Why there is no configuration.

use std::fmt;
use std::io;
use std::path::PathBuf;

use crate::Diagnostics;

/// Why a file is no configuration.
#[derive(Debug)]
#[non_exhaustive]
pub enum ConfigError {
    /// It cannot be read.
    Read {
        /// The file.
        file: PathBuf,
        /// The reason.
        cause: io::Error,
    },
    /// There are mistakes in it.
    Invalid(Box<Diagnostics>),
}

impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ConfigError::Read { file, cause } => write!(f, "cannot read {}: {cause}", file.display()),
            ConfigError::Invalid(diagnostics) => diagnostics.fmt(f),
        }
    }
}

impl std::error::Error for ConfigError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            ConfigError::Read { cause, .. } => Some(cause),
            ConfigError::Invalid(diagnostics) => Some(&**diagnostics),
        }
    }
}
