//! `KnownName`: the name of an attribute, a class or a module, with all that is needed to write it again and again.

use std::cell::Cell;

use crate::Result;
use crate::opcode::bytes;

use super::Writer;
use super::memo::{Key, MemoId};
use super::straight::LONGEST_TEXT;

pub(super) struct KnownName {
    text: &'static str,
    key: Key<'static>,
    /// How the name is written and stored the first time, at protocols with frames, when it is short.
    first: Box<[u8]>,
    entry: Stored,
}

/// An entry, and the memo that it is in; zero is no memo.
#[derive(Default)]
pub(super) struct Stored {
    memo: Cell<u64>,
    id: Cell<MemoId>,
}

impl Stored {
    #[inline]
    pub(super) fn entry(&self, memo: u64) -> Option<MemoId> {
        (self.memo.get() == memo).then(|| self.id.get())
    }

    /// The entry, if one byte is enough for its index.
    #[inline]
    pub(super) fn near_entry(&self, memo: u64) -> Option<u8> {
        self.entry(memo).and_then(|id| u8::try_from(id).ok())
    }

    #[inline]
    pub(super) fn set(&self, memo: u64, id: MemoId) {
        self.memo.set(memo);
        self.id.set(id);
    }
}

impl KnownName {
    pub(super) fn new(text: &'static str) -> KnownName {
        let first = match u8::try_from(text.len()) {
            Ok(len) => [&[bytes::ShortBinUnicode, len], text.as_bytes(), &[bytes::Memoize]].concat(),
            Err(_) => Vec::new(),
        };
        KnownName { text, key: Key::str(text.as_bytes()), first: first.into(), entry: Stored::default() }
    }

    #[inline]
    pub(super) fn near_entry(&self, memo: u64) -> Option<u8> {
        self.entry.near_entry(memo)
    }

    pub(super) fn is_short(&self) -> bool {
        self.text.len() <= LONGEST_TEXT
    }
}

impl Writer<'_> {
    /// Writes the name as a value.
    #[inline]
    pub(super) fn name(&mut self, name: &KnownName) -> Result<()> {
        match name.entry.entry(self.tables.classes.memo()) {
            Some(id) => self.reference(id),
            None => self.find_or_write_name(name),
        }
    }

    #[inline(never)]
    fn find_or_write_name(&mut self, name: &KnownName) -> Result<()> {
        if let Some(id) = self.interned_text(&name.key, name.text)? {
            name.entry.set(self.tables.classes.memo(), id);
        }
        Ok(())
    }

    /// Writes a short name the straight way.
    #[inline(always)]
    pub(super) fn straight_name(&mut self, name: &KnownName) -> Result<()> {
        self.begin_value();
        let memo = self.tables.classes.memo();
        if let Some(id) = name.entry.entry(memo) {
            self.get_straight(id);
        } else if let Some(id) = self.straight_text(&name.key, |writer, id| writer.write_first(name, id))? {
            name.entry.set(memo, id);
        }
        Ok(())
    }

    #[inline]
    fn write_first(&mut self, name: &KnownName, id: MemoId) -> usize {
        match self.is_framed() {
            true => self.output.write_stored(&name.first) - name.text.len(),
            false => self.write_and_put_index(name.text.as_bytes(), id),
        }
    }
}
