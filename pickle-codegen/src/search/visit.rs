//! What a search looks into.

use std::path::Path;

/// What a [`Search`](crate::Search) is about to look into.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Visit<'p> {
    /// A file that is read. It need not exist: a path that somebody named and that is no directory is one.
    File(&'p Path),
    /// A directory that is searched for files; those in it are told of as well.
    Directory(&'p Path),
    /// A path without a `.py` or directory, where a module was looked for that somebody named.
    Missing(&'p Path),
}

impl<'p> Visit<'p> {
    /// What is looked into.
    pub fn path(self) -> &'p Path {
        match self {
            Visit::File(path) | Visit::Directory(path) | Visit::Missing(path) => path,
        }
    }
}
