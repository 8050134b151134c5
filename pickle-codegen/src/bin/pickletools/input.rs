//! The files that are read, and the pickles in them.

use std::fs;
use std::io::{self, Read};
use std::path::Path;

use pickle_core::{Graph, Unpickler};

use crate::failure::Failure;

/// A file that was read.
pub(crate) struct Input {
    /// Its name, for messages.
    pub(crate) name: String,
    pub(crate) bytes: Vec<u8>,
}

/// A pickle, and where it begins in its file.
pub(crate) struct Pickle<'a> {
    pub(crate) start: u64,
    pub(crate) graph: Graph<'a>,
}

impl Input {
    pub(crate) fn read(path: &Path) -> Result<Input, Failure> {
        let (name, bytes) = if path == Path::new("-") {
            let mut bytes = Vec::new();
            ("<stdin>".to_owned(), io::stdin().read_to_end(&mut bytes).map(|_| bytes))
        } else {
            (path.display().to_string(), fs::read(path))
        };
        let bytes = bytes.map_err(|cause| Failure::with_file("cannot read", path, cause))?;
        Ok(Input { name, bytes })
    }

    /// Calls `each` with the bytes from each pickle on and where they begin; it gives how many bytes the pickle has. A file
    /// without a pickle is a truncated one.
    pub(crate) fn for_each_pickle(
        &self,
        mut each: impl FnMut(&[u8], u64) -> Result<usize, Failure>,
    ) -> Result<(), Failure> {
        let mut rest = self.bytes.as_slice();
        loop {
            let start = self.bytes.len().saturating_sub(rest.len()) as u64;
            let length = each(rest, start)?;
            rest = rest.get(length..).unwrap_or_default();
            if rest.is_empty() {
                return Ok(());
            }
        }
    }

    /// Calls `each` with what each pickle holds.
    pub(crate) fn for_each_graph(
        &self,
        mut each: impl FnMut(&Pickle<'_>) -> Result<(), Failure>,
    ) -> Result<(), Failure> {
        self.for_each_pickle(|bytes, start| {
            let graph = Unpickler::new().buffers_stay_outside(true).graph(bytes);
            let graph = graph.map_err(|cause| Failure::in_pickle(&self.name, start, cause))?;
            let length = graph.pickle_len();
            each(&Pickle { start, graph })?;
            Ok(length)
        })
    }
}
