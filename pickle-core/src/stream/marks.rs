//! The `MARK` of a list with one item: picklers add that item without a mark, so that one before it is the item's own. That
//! shows when the item is taken, and the list has begun a batch with it by then.

use super::{Behind, Stream, bytes};
use crate::error::Result;

/// The marks that lists have taken for those of batches.
#[derive(Debug, Default)]
pub(super) struct Marks {
    /// Where the first item behind the last of them begins; 0 if none was taken so, or it was given back.
    behind_last: usize,
    /// Those that were given back to the only item of their list, as long as that is taken.
    given_back: Vec<usize>,
}

impl Marks {
    /// Notes that a list has begun a batch with the mark at this position.
    #[inline(always)]
    pub(super) fn note(&mut self, mark: usize) {
        self.behind_last = mark + 1;
    }

    pub(super) fn forget(&mut self) {
        *self = Marks::default();
    }
}

impl Stream<'_, '_> {
    /// The mark before the value that is offered, if a list has taken it.
    fn mark_before(&self) -> Option<usize> {
        let position = self.position();
        let is_first = position == self.marks.behind_last && self.is_ready() && self.behind == Behind::NoMark;
        position.checked_sub(1).filter(|_| is_first)
    }

    /// Goes back to the mark before the value, if a list has taken it.
    pub(super) fn take_mark_back(&mut self) {
        if let Some(mark) = self.mark_before() {
            self.marks.behind_last = 0;
            self.marks.given_back.push(mark);
            self.go_to(mark);
            self.offer(Behind::NoMark);
        }
    }

    /// The mark before the value, if a list has taken it and it shows that the value begins there.
    pub(super) fn mark_of_value(&mut self) -> Option<usize> {
        self.mark_before().filter(|mark| self.begins_only_item(*mark))
    }

    /// Checks behind a value that begins at this position that it is the only item of its list, if its mark was given back.
    #[inline]
    pub(super) fn check_only_item(&mut self, start: usize) -> Result<()> {
        match self.marks.given_back.last() {
            Some(mark) if *mark == start => {
                let is_only = self.opcode() == bytes::Append;
                self.check(is_only)
            }
            _ => Ok(()),
        }
    }

    /// Whether the mark of this batch was given back, which is known no more then.
    pub(super) fn was_given_back(&mut self, mark: usize) -> bool {
        self.marks.given_back.pop_if(|given_back| *given_back == mark).is_some()
    }
}
