//! `Session`: what an `Unpickler` object of Python keeps between two loads.

use crate::graph::Graph;
use crate::reader::{Carried, Keep, read_next};
use crate::source::LeftToNext;
use crate::{Result, Unpickle, Unpickler};

/// The memo with its values, what was made of them, and the place in the stream.
pub(super) struct Session<'de> {
    carried: Carried<'de>,
    left: LeftToNext,
    /// How many bytes the pickles so far took.
    pub(super) position: u64,
    /// Whether each pickle begins with an empty memo.
    pub(super) is_independent: bool,
}

impl<'de> Session<'de> {
    pub(super) fn new() -> Session<'de> {
        Session { carried: Carried::default(), left: LeftToNext::default(), position: 0, is_independent: false }
    }

    pub(super) fn clear_memo(&mut self) {
        self.carried.clear();
        self.left = LeftToNext::default();
    }

    /// Reads the pickle that the input begins with; `position` stays where it is.
    pub(super) fn read<'i>(&mut self, input: &'i [u8], keep: Keep<'i, 'de>, unpickler: &Unpickler<'_>) -> Result<()> {
        if self.is_independent {
            self.clear_memo();
        }
        let read = read_next(input, self.position, keep, &mut self.carried, &unpickler.read_options());
        if self.carried.changed_earlier {
            // A pointer to the value as it was would hide the change.
            self.left.pointers.clear();
        }
        read
    }

    /// Loads the pickle that the input begins with by a stream of opcodes, if no other pickle has to do with it; gives its
    /// length too.
    pub(super) fn load_alone<'b, T: Unpickle<'b>>(
        &mut self,
        input: &'b [u8],
        unpickler: &Unpickler<'b>,
    ) -> Option<(T, usize)> {
        if !self.is_independent || !unpickler.buffers_ref().is_empty() {
            return None;
        }
        self.clear_memo();
        unpickler.load_first_by_stream(input)
    }

    /// Goes on behind a pickle of this length.
    pub(super) fn pass(&mut self, length: usize) {
        self.position = self.position.saturating_add(length as u64);
    }

    /// Everything that was read, with the last pickle's value as its root.
    pub(super) fn graph(&self) -> &Graph<'de> {
        &self.carried.graph
    }

    /// Loads the last pickle's value.
    pub(super) fn load_root<'b, T: Unpickle<'b>>(&mut self, unpickler: &Unpickler<'b>) -> Result<T>
    where
        'de: 'b,
    {
        unpickler.load_root_sharing(&self.carried.graph, &mut self.left)
    }
}
