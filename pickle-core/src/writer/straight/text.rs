//! Texts, written once.

use crate::Result;
use crate::opcode::{Instruction, bytes};

use super::super::frame::Output;
use super::super::memo::{Key, Label, MemoId};
use super::super::{Truth, Writer};

/// The most bytes that a short text has.
pub(in super::super) const LONGEST: usize = u8::MAX as usize;

/// A word has a hash that is quick to make.
const LONGEST_WORD: usize = Key::LONGEST_SHORT;

/// The opcode and the length that stand in front of it, at protocols with frames and without.
const BEFORE_FRAMED: usize = 2;
const BEFORE_UNFRAMED: usize = 5;

impl Writer<'_> {
    /// Writes a `str`, or refers to an equal one.
    // As in `FieldsWriter::text`, the calls are the last thing that is done.
    #[inline(never)]
    pub(crate) fn straight_str(&mut self, text: &str) -> Result<()> {
        if self.tables.memo.seeks_texts(text.len()) {
            return self.known_word(text);
        }
        match self.write_usual_text([], text) {
            true => self.end_value(Truth::of(!text.is_empty())),
            false => self.unusual_str(text),
        }
    }

    /// Refers to a text that is in the table, or writes it.
    #[inline(never)]
    fn known_word(&mut self, text: &str) -> Result<()> {
        if text.len() > LONGEST_WORD {
            return self.another_text(text);
        }
        let key = Key::str(text.as_bytes());
        let found = self.tables.memo.find_word(&key, self.output.as_slice()).and_then(|id| u8::try_from(id).ok());
        match found {
            Some(near) if self.output.write_between([bytes::BinGet, near]) => {
                self.tables.memo.patience().note_text(text.len(), true);
                self.end_value(Truth::of(!text.is_empty()))
            }
            _ => self.other_word(text, key.label()),
        }
    }

    /// As `known_word`, for a text that is not the first of its place in the table.
    #[inline(never)]
    fn other_word(&mut self, text: &str, label: Label) -> Result<()> {
        if !self.tables.memo.has_room() {
            return self.find_or_write_str(text);
        }
        self.begin_value();
        self.find_or_write_text(&Key::labelled(label, text.as_bytes()), text.as_bytes());
        self.end_value(Truth::of(!text.is_empty()))
    }

    #[inline(never)]
    fn unusual_str(&mut self, text: &str) -> Result<()> {
        match self.write_easy_text([], text) {
            true => self.end_value(Truth::of(!text.is_empty())),
            false => self.another_text(text),
        }
    }

    /// Writes a text behind a few bytes, if a short look is enough to say that none is referred to; says whether it did. The
    /// text does not count for the height.
    #[inline(always)]
    pub(super) fn write_easy_text<const P: usize>(&mut self, before: [u8; P], text: &str) -> bool {
        match (self.tables.memo.has_few(), self.is_framed()) {
            (true, true) => self.write_new_text::<P, true>(before, text),
            (true, false) => self.write_new_text::<P, false>(before, text),
            (false, true) => self.write_unseen_text::<P, true>(before, text),
            (false, false) => self.write_unseen_unframed_text(before, text),
        }
    }

    /// As `write_easy_text`, for the text that most are in a large dump: one of a length of which it is not worth to look for
    /// equal ones.
    #[inline(always)]
    pub(super) fn write_usual_text<const P: usize>(&mut self, before: [u8; P], text: &str) -> bool {
        self.is_framed() && !self.tables.memo.has_few() && self.write_unseen_text::<P, true>(before, text)
    }

    #[inline(never)]
    fn write_unseen_unframed_text<const P: usize>(&mut self, before: [u8; P], text: &str) -> bool {
        self.write_unseen_text::<P, false>(before, text)
    }

    /// Writes a text that is none of the few that were written.
    #[inline(never)]
    fn write_new_text<const P: usize, const FRAMED: bool>(&mut self, before: [u8; P], text: &str) -> bool {
        let text = text.as_bytes();
        if !self.output.has_room_for_short(text) {
            return false;
        }
        let head = if FRAMED { BEFORE_FRAMED } else { BEFORE_UNFRAMED };
        let (key, start) = (Key::str(text), self.output.len() + P + head);
        let is_new = self.tables.memo.is_new(&key, start);
        if is_new {
            self.put_text::<P, FRAMED>(before, text);
            self.tables.memo.store_new(&key, start);
        }
        is_new
    }

    /// Writes a text of a length of which it is not worth to look for equal ones, and so not to store it.
    #[inline(always)]
    fn write_unseen_text<const P: usize, const FRAMED: bool>(&mut self, before: [u8; P], text: &str) -> bool {
        let text = text.as_bytes();
        // Room is looked for last: after anything is written elsewhere, the compiler would look for it again.
        let is_unseen = Output::is_short(text)
            && self.tables.memo.patience().is_out(text.len())
            && self.tables.memo.patience().text_probes().passes()
            && self.output.has_room_for_short(text);
        if is_unseen {
            self.write_lone_text::<P, FRAMED>(before, text);
        }
        is_unseen
    }

    /// Writes a text of the first object of its class, which is not looked for: most of them are the first of their kind. A short
    /// text does not count for the height.
    pub(super) fn first_text(&mut self, text: &str) -> Result<()> {
        if text.len() > LONGEST {
            return self.find_or_write_str(text);
        }
        self.begin_value();
        self.write_next_lone_text(text.as_bytes());
        Ok(())
    }

    /// As `first_text`, at protocols with frames, where no boundary has something to do.
    #[inline(always)]
    pub(super) fn framed_first_text(&mut self, text: &str) -> Result<()> {
        if text.len() > LONGEST {
            return self.find_or_write_str(text);
        }
        self.write_lone_text::<0, true>([], text.as_bytes());
        Ok(())
    }

    /// Writes a text that [`Writer::write_easy_text`] does not write.
    #[inline(never)]
    pub(super) fn another_text(&mut self, text: &str) -> Result<()> {
        if text.len() > LONGEST || !self.tables.memo.has_room() {
            return self.find_or_write_str(text);
        }
        self.begin_value();
        match self.tables.memo.is_worth_a_text(text.len()) {
            true => self.find_or_write_text(&Key::str(text.as_bytes()), text.as_bytes()),
            false => self.write_next_lone_text(text.as_bytes()),
        }
        self.end_value(Truth::of(!text.is_empty()))
    }

    #[inline(always)]
    fn find_or_write_text(&mut self, key: &Key<'_>, text: &[u8]) {
        let (start, next) = (self.start_of_text(), self.tables.memo.next());
        let found = self.tables.memo.find_or_insert(key, self.output.as_slice(), next, start);
        self.tables.memo.note_text(text.len(), found.is_some());
        match found {
            Some(id) => _ = self.refer_to_text(key, text, id),
            None => self.write_inserted(text),
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
            false => self.output.write_short([], bytes::ShortBinUnicode, text),
        }
        is_worth_it
    }

    /// Where a short text that is written next begins.
    #[inline]
    pub(in super::super) fn start_of_text(&self) -> usize {
        self.output.len() + if self.is_framed() { BEFORE_FRAMED } else { BEFORE_UNFRAMED }
    }

    /// Writes a short text that nothing refers to.
    #[inline(always)]
    pub(in super::super) fn write_next_lone_text(&mut self, text: &[u8]) {
        match self.is_framed() {
            true => self.write_lone_text::<0, true>([], text),
            false => self.write_lone_text::<0, false>([], text),
        }
    }

    /// As `write_next_lone_text`, behind a few bytes.
    #[inline(always)]
    fn write_lone_text<const P: usize, const FRAMED: bool>(&mut self, before: [u8; P], text: &[u8]) {
        match FRAMED {
            true => self.output.write_short(before, bytes::ShortBinUnicode, text),
            false => self.output.write_long(before, bytes::BinUnicode, text),
        }
    }

    /// Writes a short text that was inserted into the memo, and stores it in the next entry.
    #[inline(always)]
    pub(in super::super) fn write_inserted(&mut self, text: &[u8]) {
        match self.is_framed() {
            true => self.put_text::<0, true>([], text),
            false => self.put_text::<0, false>([], text),
        }
        self.tables.memo.store_inserted();
    }

    /// Writes a short text behind a few bytes, and the opcode that stores it in the next entry.
    #[inline(always)]
    fn put_text<const P: usize, const FRAMED: bool>(&mut self, before: [u8; P], text: &[u8]) {
        match FRAMED {
            true => self.output.write_short_and_memoize(before, bytes::ShortBinUnicode, text),
            false => self.output.write_long_and_put(before, bytes::BinUnicode, text, self.tables.memo.next()),
        }
    }
}
