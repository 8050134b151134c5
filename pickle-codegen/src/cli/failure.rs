//! A run that cannot go on.

use std::fmt::{self, Display};
use std::io;
use std::path::Path;

/// A failure, with what was being done.
pub(crate) struct Failure {
    doing: String,
    cause: Option<io::Error>,
}

impl Failure {
    /// A failure that says all itself.
    pub(super) fn told(message: impl Display) -> Failure {
        Failure { doing: message.to_string(), cause: None }
    }

    pub(super) fn new(doing: impl Into<String>, cause: io::Error) -> Failure {
        Failure { doing: doing.into(), cause: Some(cause) }
    }

    pub(super) fn with_file(doing: &str, path: &Path, cause: io::Error) -> Failure {
        Failure::new(format!("{doing} {}", path.display()), cause)
    }
}

impl Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.cause {
            Some(cause) => write!(f, "{}: {cause}", self.doing),
            None => f.write_str(&self.doing),
        }
    }
}
