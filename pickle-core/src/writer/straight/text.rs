//! Texts, written once.

use crate::Result;
use crate::opcode::bytes;

use super::super::memo::{Key, MemoId};
use super::super::{Truth, Writer, memo_is_full};

/// The most bytes that a short text has.
pub(in super::super) const LONGEST: usize = u8::MAX as usize;

impl Writer<'_> {
    /// Writes a `str`, or refers to an equal one.
    pub(in super::super) fn straight_str(&mut self, text: &str) -> Result<()> {
        if text.len() > LONGEST {
            return self.find_or_write_str(text);
        }
        self.begin_value();
        if self.tables.memo.is_worth_a_look(text.len()) {
            self.straight_text(&Key::str(text.as_bytes()), |writer, id| writer.write_and_put(text, id))?;
        } else {
            let id = self.tables.memo.next_id().ok_or_else(memo_is_full)?;
            self.write_and_put(text, id);
            self.tables.memo.store();
        }
        self.end_value(Truth::of(!text.is_empty()))
    }

    /// Writes a short text, or refers to an equal one; gives the entry if it is one to refer to.
    ///
    /// `write` writes and stores the text in this entry, and says where it begins.
    #[inline(always)]
    pub(in super::super) fn straight_text(
        &mut self,
        key: &Key<'_>,
        write: impl FnOnce(&mut Self, MemoId) -> usize,
    ) -> Result<Option<MemoId>> {
        match self.tables.memo.find_text(key, self.output.as_slice()) {
            Some(id) if self.is_worth_a_reference(key, id) => {
                self.get_straight(id);
                Ok(Some(id))
            }
            Some(_) => {
                self.output.write_short(bytes::ShortBinUnicode, key.content());
                Ok(None)
            }
            None => {
                let id = self.tables.memo.next_id().ok_or_else(memo_is_full)?;
                let start = write(self, id);
                self.tables.memo.store_verbatim(key, id, start);
                Ok(Some(id))
            }
        }
    }

    /// Writes a short text and the instruction that stores it; says where the text begins.
    #[inline]
    fn write_and_put(&mut self, text: &str, id: MemoId) -> usize {
        match self.is_framed() {
            true => self.output.write_short_and_memoize(bytes::ShortBinUnicode, text.as_bytes()),
            false => self.write_and_put_index(text.as_bytes(), id),
        }
    }

    /// As `write_and_put`, below protocol 4.
    #[inline(never)]
    pub(in super::super) fn write_and_put_index(&mut self, text: &[u8], id: MemoId) -> usize {
        let start = self.output.write_long(bytes::BinUnicode, text);
        self.put_straight(id);
        start
    }
}
