//! Lists, a batch at a time.

use crate::opcode::{Instruction, bytes};
use crate::{Pickle, Result};

use super::super::containers::BATCH;
use super::super::{Truth, Writer};

impl Writer<'_> {
    /// Writes a `list` of these items.
    pub(in super::super) fn straight_list<T: Pickle>(&mut self, items: &[T]) -> Result<()> {
        let is_one_batch = (2..=BATCH).contains(&items.len()) && self.identity.0.is_none();
        if !(is_one_batch && self.output.write_between([bytes::EmptyList, bytes::Mark])) {
            return self.straight_batches(items);
        }
        let height = self.height;
        self.enter()?;
        T::pickle_items(items, 0, self)?;
        self.output.write_bytes([bytes::Appends]);
        self.end_compound(height, Truth::True)
    }

    /// As [`Writer::items`], for texts.
    pub(crate) fn texts<T: Pickle + AsRef<str>>(&mut self, items: &[T], first: usize) -> Result<()> {
        if self.hooks.is_some() || !self.is_straight() {
            return self.items(items, first);
        }
        let height = self.height;
        let is_first = self.is_in_first_object();
        for (index, item) in (first..).zip(items) {
            let written = match item.as_ref() {
                text if is_first => self.first_text(text),
                text if self.write_easy_text([], text) => Ok(()),
                text => self.another_text(text),
            };
            written.map_err(|error| error.at_index(index))?;
        }
        self.height = height;
        Ok(())
    }

    #[inline(never)]
    fn straight_batches<T: Pickle>(&mut self, items: &[T]) -> Result<()> {
        let height = self.height;
        let identity = self.take_identity();
        self.begin_value();
        self.enter()?;
        self.write(Instruction::EmptyList);
        self.memoize_identity(identity)?;
        let (start, mut written) = (self.output.len(), 0);
        while let rest @ [_, ..] = &items[written..] {
            let batch = &rest[..rest.len().min(BATCH)];
            self.straight_batch(batch, written)?;
            written += batch.len();
            if written < items.len() {
                self.output.expect_as_before(start, written, items.len());
            }
        }
        self.end_compound(height, Truth::of(!items.is_empty()))
    }

    #[inline]
    fn straight_batch<T: Pickle>(&mut self, batch: &[T], first: usize) -> Result<()> {
        if batch.len() == 1 {
            T::pickle_items(batch, first, self)?;
            self.output.write_bytes([bytes::Append]);
        } else {
            self.output.write_bytes([bytes::Mark]);
            T::pickle_items(batch, first, self)?;
            self.output.write_bytes([bytes::Appends]);
        }
        Ok(())
    }
}
