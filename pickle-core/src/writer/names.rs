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
    /// How the name is written and stored the first time, at protocols with frames and without, when that is as short; without,
    /// the index of the entry follows.
    framed: Option<[u8; FIRST]>,
    unframed: Option<[u8; FIRST]>,
    entry: Stored,
}

/// How many bytes the first form of a name has, at most.
const FIRST: usize = 32;
/// How many of them stand in front of the name; one stands behind it.
const BEFORE_FRAMED: usize = 2;
const BEFORE_UNFRAMED: usize = 5;
/// How long a name is, at most, that has such forms.
pub(super) const LONGEST_READY: usize = FIRST - BEFORE_UNFRAMED - 1;

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
        let (length, key) = (text.len() as u32, Key::str(text.as_bytes()));
        let framed = first_form([bytes::ShortBinUnicode, length as u8], text, bytes::Memoize);
        let [a, b, c, d] = length.to_le_bytes();
        let unframed = first_form([bytes::BinUnicode, a, b, c, d], text, bytes::BinPut);
        KnownName { text, key, framed, unframed, entry: Stored::default() }
    }

    #[inline]
    pub(super) fn near_entry(&self, memo: u64) -> Option<u8> {
        self.entry.near_entry(memo)
    }

    #[inline]
    pub(super) fn key(&self) -> &Key<'static> {
        &self.key
    }

    #[inline]
    pub(super) fn set_entry(&self, memo: u64, id: MemoId) {
        self.entry.set(memo, id);
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

    /// Writes a name that was announced in its first form, if a short look is enough to say that no equal text was written
    /// since; says whether it did.
    pub(super) fn write_announced_name(&mut self, name: &KnownName) -> bool {
        match self.is_framed() {
            true => self.write_announced_framed_name::<0>(name),
            false => self.write_announced_unframed_name(name),
        }
    }

    /// As `write_announced_name`, at protocols with frames, if so many bytes can be written behind it as well.
    #[inline(always)]
    pub(super) fn write_announced_framed_name<const BEHIND: usize>(&mut self, name: &KnownName) -> bool {
        let start = self.output.len() + BEFORE_FRAMED;
        let (Some(first), Some(place)) = (&name.framed, self.place_for_name(start, BEHIND)) else { return false };
        self.output.write_first(first, BEFORE_FRAMED + name.text.len() + 1);
        self.store_announced_name(name, start, place);
        true
    }

    #[inline(never)]
    fn write_announced_unframed_name(&mut self, name: &KnownName) -> bool {
        let start = self.output.len() + BEFORE_UNFRAMED;
        let (Some(first), Some(place)) = (&name.unframed, self.place_for_name(start, 1)) else { return false };
        self.output.write_first(first, BEFORE_UNFRAMED + name.text.len() + 1);
        // All such places are near.
        self.output.write_bytes([place as u8]);
        self.store_announced_name(name, start, place);
        true
    }

    /// The place for a name that was announced, if there is room for it and for so many bytes behind it.
    #[inline(always)]
    fn place_for_name(&self, start: usize, behind: usize) -> Option<usize> {
        match self.output.has_room_between(FIRST + behind) {
            true => self.tables.memo.announced_place(start),
            false => None,
        }
    }

    #[inline(always)]
    fn store_announced_name(&mut self, name: &KnownName, start: usize, place: usize) {
        name.entry.set(self.tables.classes.memo(), self.tables.memo.store_at(place, &name.key, start));
    }

    /// Writes a short name the straight way.
    #[inline(never)]
    pub(super) fn straight_name(&mut self, name: &KnownName) -> Result<()> {
        self.begin_value();
        let memo = self.tables.classes.memo();
        match name.entry.entry(memo) {
            Some(id) => self.get_straight(id),
            None => self.find_or_write_straight_name(name, memo)?,
        }
        Ok(())
    }

    fn find_or_write_straight_name(&mut self, name: &KnownName, memo: u64) -> Result<()> {
        if !self.tables.memo.has_room() {
            return Err(memo_is_full());
        }
        let (start, next) = (self.start_of_text(), self.tables.memo.next());
        let found = self.tables.memo.find_or_insert(&name.key, self.output.as_slice(), next, start);
        let is_stored = match found {
            Some(id) => self.refer_to_text(&name.key, name.text.as_bytes(), id),
            None => {
                self.write_inserted(name.text.as_bytes());
                true
            }
        };
        if is_stored {
            name.entry.set(memo, found.unwrap_or(next));
        }
        Ok(())
    }
}

fn first_form<const N: usize>(before: [u8; N], text: &str, after: u8) -> Option<[u8; FIRST]> {
    let (mut first, end) = ([0; FIRST], N + text.len());
    *first.get_mut(end)? = after;
    first[..N].copy_from_slice(&before);
    first[N..end].copy_from_slice(text.as_bytes());
    Some(first)
}
