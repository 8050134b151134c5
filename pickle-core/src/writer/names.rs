//! `KnownName`: the name of an attribute, a class or a module, with all that is needed to write it again and again.

use std::cell::Cell;

use crate::Result;
use crate::opcode::bytes;

use super::memo::{Key, MemoId};
use super::straight::LONGEST_TEXT;
use super::{Writer, memo_is_full};

pub(super) struct KnownName {
    text: &'static str,
    key: Key<'static>,
    /// How the name is written and stored the first time, at protocols with frames, when that is as short.
    first: Option<[u8; FIRST]>,
    entry: Stored,
}

/// How many bytes the first form of a name has, at most.
const FIRST: usize = 32;
/// How many of them are not those of the name.
const AROUND: usize = 3;

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
        KnownName { text, key: Key::str(text.as_bytes()), first: first_form(text), entry: Stored::default() }
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
    #[inline]
    pub(super) fn straight_name(&mut self, name: &KnownName) -> Result<()> {
        self.begin_value();
        let memo = self.tables.classes.memo();
        match name.entry.entry(memo) {
            Some(id) => self.get_straight(id),
            None => self.find_or_write_straight_name(name, memo)?,
        }
        Ok(())
    }

    #[inline]
    fn find_or_write_straight_name(&mut self, name: &KnownName, memo: u64) -> Result<()> {
        if !self.tables.memo.has_room() {
            return Err(memo_is_full());
        }
        let (start, next) = (self.start_of_text(), self.tables.memo.next());
        let found = self.tables.memo.find_or_insert(&name.key, self.output.as_slice(), next, start);
        let is_stored = match found {
            Some(id) => self.refer_to_text(&name.key, name.text.as_bytes(), id),
            None => {
                self.write_first(name);
                true
            }
        };
        if is_stored {
            name.entry.set(memo, found.unwrap_or(next));
        }
        Ok(())
    }

    /// Writes a name and stores it.
    #[inline]
    fn write_first(&mut self, name: &KnownName) {
        match &name.first {
            Some(first) if self.is_framed() => {
                self.output.write_first(first, name.text.len() + AROUND);
                self.tables.memo.store();
            }
            _ => self.write_other_first(name),
        }
    }

    #[inline(never)]
    fn write_other_first(&mut self, name: &KnownName) {
        self.write_and_put(name.text.as_bytes());
    }
}

fn first_form(text: &str) -> Option<[u8; FIRST]> {
    let form = [&[bytes::ShortBinUnicode, text.len() as u8], text.as_bytes(), &[bytes::Memoize]].concat();
    let mut first = [0; FIRST];
    first.get_mut(..form.len())?.copy_from_slice(&form);
    Some(first)
}
