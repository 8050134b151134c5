//! What all races of one run have in common: the sizes, the rules and the Python.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use pickle_core::Pickle;
use serde::Serialize;
use tempfile::TempDir;

use crate::contenders::cpython::CPython;
use crate::contenders::pickle::Pickles;
use crate::lineup::{Lineup, Rules};
use crate::report::Heat;

/// One run of the program.
pub(crate) struct Session {
    pub(crate) python: Option<CPython>,
    pub(crate) size: Size,
    pub(crate) rounds: usize,
    scratch: TempDir,
}

/// How large the workloads are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Size {
    Full,
    /// A small part, to see that everything runs.
    Quick,
}

impl Size {
    /// So many, or a part of them.
    pub(crate) fn of(self, count: usize) -> usize {
        match self {
            Size::Full => count,
            Size::Quick => count.div_ceil(50),
        }
    }
}

impl Session {
    /// A run with a Python or without.
    pub(crate) fn new(python: Option<CPython>, size: Size, rounds: usize) -> Result<Session> {
        let scratch = TempDir::new().context("there is no folder for pickles")?;
        Ok(Session { python, size, rounds, scratch })
    }

    /// The pickles of a value: CPython's, of the same data as `kind` makes it in `python/models.py`, or our own.
    pub(crate) fn pickles(&self, kind: &str, value: &impl Pickle, data: &impl Serialize) -> Result<Pickles> {
        let Some(python) = &self.python else { return Pickles::of(value) };
        let folder = self.make(python, kind, data, &[2, 4])?;
        Ok(Pickles { protocol_2: read(&folder, "2.pickle")?, protocol_4: read(&folder, "4.pickle")? })
    }

    /// The pickle of a value at protocol 4 alone, for what has none below.
    pub(crate) fn pickle(&self, kind: &str, value: &impl Pickle, data: &impl Serialize) -> Result<Vec<u8>> {
        let Some(python) = &self.python else { return Ok(pickle_core::dumps(value)?) };
        let folder = self.make(python, kind, data, &[4])?;
        read(&folder, "4.pickle")
    }

    /// Makes Python's value and its pickles, in the folder that is given back.
    pub(crate) fn make(
        &self,
        python: &CPython,
        kind: &str,
        data: &impl Serialize,
        protocols: &[u8],
    ) -> Result<PathBuf> {
        let file = self.scratch.path().join("data.json");
        fs::write(&file, serde_json::to_vec(data)?)?;
        python.make(kind, &file, protocols, self.scratch.path())?;
        Ok(self.scratch.path().to_owned())
    }

    /// Enters CPython, if there is one.
    pub(crate) fn enter_python<'a>(&'a self, lineup: &mut Lineup<'a>, pickle: &[u8]) {
        if let Some(python) = &self.python {
            python.enter(lineup, pickle.len());
        }
    }

    /// Runs a race; so many calls make one time.
    pub(crate) fn race(&self, lineup: &Lineup<'_>, calls: usize) -> Result<Vec<Heat>> {
        lineup.race(Rules { rounds: self.rounds, calls })
    }
}

/// A file that Python made.
pub(crate) fn read(folder: &Path, name: &str) -> Result<Vec<u8>> {
    fs::read(folder.join(name)).with_context(|| format!("Python made no {name}"))
}
