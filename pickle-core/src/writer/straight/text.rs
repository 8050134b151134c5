//! Texts, written once.

use crate::Result;
use crate::opcode::{Instruction, bytes};

use super::super::memo::{Key, MemoId};
use super::super::{Truth, Writer};

/// The most bytes that a short text has.
pub(in super::super) const LONGEST: usize = u8::MAX as usize;

/// The opcode and the length that stand in front of it, at protocols with frames and without.
const BEFORE_FRAMED: usize = 2;
const BEFORE_UNFRAMED: usize = 5;

impl Writer<'_> {
    /// Writes a `str`, or refers to an equal one.
    #[inline(never)]
    pub(crate) fn straight_str(&mut self, text: &str) -> Result<()> {
        match self.tables.memo.has_few() {
            true if self.is_framed() => self.one_of_few_texts::<BEFORE_FRAMED>(text),
            true => self.one_of_few_texts::<BEFORE_UNFRAMED>(text),
            false => self.one_of_many_texts(text),
        }
    }

    /// Writes a text that is probably new, behind so many bytes.
    #[inline(never)]
    fn one_of_few_texts<const BEFORE: usize>(&mut self, text: &str) -> Result<()> {
        if !self.output.has_room_for_text(text) {
            return self.one_of_many_texts(text);
        }
        let (key, start) = (Key::str(text.as_bytes()), self.output.len() + BEFORE);
        if !self.tables.memo.is_new(&key, start) {
            return self.one_of_many_texts(text);
        }
        match BEFORE {
            BEFORE_FRAMED => self.output.write_short_and_memoize(bytes::ShortBinUnicode, text.as_bytes()),
            _ => self.output.write_long_and_put(bytes::BinUnicode, text.as_bytes(), self.tables.memo.next()),
        }
        self.tables.memo.store_new(&key, start);
        self.tables.memo.patience().note_text(text.len(), false);
        self.end_value(Truth::of(!text.is_empty()))
    }

    #[inline]
    fn one_of_many_texts(&mut self, text: &str) -> Result<()> {
        if text.len() > LONGEST || !self.tables.memo.has_room() {
            return self.find_or_write_str(text);
        }
        self.begin_value();
        match self.tables.memo.patience().is_worth_a_text(text.len()) {
            true => self.find_or_write_text(text.as_bytes()),
            false => self.write_and_put(text.as_bytes()),
        }
        self.end_value(Truth::of(!text.is_empty()))
    }

    #[inline(never)]
    fn find_or_write_text(&mut self, text: &[u8]) {
        let (key, start, next) = (Key::str(text), self.start_of_text(), self.tables.memo.next());
        let found = self.tables.memo.find_or_insert(&key, self.output.as_slice(), next, start);
        self.tables.memo.patience().note_text(text.len(), found.is_some());
        match found {
            Some(id) => _ = self.refer_to_text(&key, text, id),
            None => self.write_and_put(text),
        }
    }

    /// Refers to an equal text, if that is not longer than the text; says whether it did.
    #[inline(always)]
    pub(in super::super) fn refer_to_text(&mut self, key: &Key<'_>, text: &[u8], id: MemoId) -> bool {
        match u8::try_from(id) {
            Ok(near) => {
                self.output.write_bytes([bytes::BinGet, near]);
                true
            }
            Err(_) => self.refer_to_far_text(key, text, id),
        }
    }

    #[inline(never)]
    fn refer_to_far_text(&mut self, key: &Key<'_>, text: &[u8], id: MemoId) -> bool {
        let is_worth_it = self.is_worth_a_reference(key, id);
        match is_worth_it {
            true => self.write(Instruction::LongBinGet(id)),
            false => self.output.write_short(bytes::ShortBinUnicode, text),
        }
        is_worth_it
    }

    /// Where a short text that is written next begins.
    #[inline]
    pub(in super::super) fn start_of_text(&self) -> usize {
        self.output.len() + if self.is_framed() { BEFORE_FRAMED } else { BEFORE_UNFRAMED }
    }

    /// Writes a short text and stores it; the memo has room.
    #[inline(always)]
    pub(in super::super) fn write_and_put(&mut self, text: &[u8]) {
        match self.is_framed() {
            true => self.output.write_short_and_memoize(bytes::ShortBinUnicode, text),
            false => self.output.write_long_and_put(bytes::BinUnicode, text, self.tables.memo.next()),
        }
        self.tables.memo.store();
    }
}
