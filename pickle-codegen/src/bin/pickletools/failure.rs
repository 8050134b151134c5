//! Why the program gives up: the file, the byte, the reason.

use std::fmt::{self, Display};
use std::io;
use std::path::Path;

use pickle_core::{Error, ErrorKind};

/// How the program exits after a failure.
pub(crate) const EXIT_CODE: u8 = 2;

/// A failure, with the place of it.
#[derive(Debug)]
pub(crate) struct Failure {
    place: String,
    cause: Error,
}

impl Failure {
    /// What went wrong with a pickle that begins at this byte of the file.
    pub(crate) fn in_pickle(name: &str, start: u64, cause: Error) -> Failure {
        let place = match cause.offset() {
            Some(offset) => format!("{name}: byte {}", start.saturating_add(offset)),
            None => format!("{name}: pickle at byte {start}"),
        };
        Failure { place, cause }
    }

    /// What went wrong with a file as a whole.
    pub(crate) fn with_file(doing: &str, path: &Path, cause: io::Error) -> Failure {
        Failure { place: format!("{doing} {}", path.display()), cause: cause.into() }
    }

    pub(crate) fn is_broken_pipe(&self) -> bool {
        matches!(self.cause.kind(), ErrorKind::Io(error) if error.kind() == io::ErrorKind::BrokenPipe)
    }
}

impl Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The place says the byte, counted from the beginning of the file.
        write!(f, "{}: {}", self.place, self.cause.kind())
    }
}
