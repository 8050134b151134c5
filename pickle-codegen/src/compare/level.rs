//! What has to go on working: in which direction, and for whom.

use super::effect::{Effect, Effects};

/// In which direction pickles have to go.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[non_exhaustive]
pub enum Level {
    /// New code loads the pickles of old code.
    ReadOld,
    /// Old code loads the pickles of new code.
    WriteOld,
    /// Both.
    #[default]
    Both,
}

impl Level {
    pub(super) fn has_read_old(self) -> bool {
        self != Level::WriteOld
    }

    pub(super) fn has_write_old(self) -> bool {
        self != Level::ReadOld
    }
}

/// Who loads the pickles.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[non_exhaustive]
pub enum Reader {
    /// Python alone.
    Python,
    /// The generated Rust alone.
    Rust,
    /// Both.
    #[default]
    Both,
}

impl Reader {
    /// The worst of the effects that count.
    pub(super) fn worst(self, effects: Effects) -> Effect {
        match self {
            Reader::Python => effects.python,
            Reader::Rust => effects.rust,
            Reader::Both => effects.python.max(effects.rust),
        }
    }
}
