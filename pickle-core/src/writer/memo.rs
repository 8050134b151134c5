//! `Memo`: what the pickle has stored for later `GET`s, found by content or by address.

mod contents;
mod exact_contents;
mod few;
mod filter;
mod key;
mod patience;

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::num::NonZeroUsize;

use crate::pickler::Options;
use crate::protocol::Protocol;

use contents::Contents;
use exact_contents::ExactContents;
use few::MOST as MOST_FEW;
use key::Kinds;

pub(crate) use filter::Filter;
pub(crate) use key::{Key, Label};
pub(crate) use patience::{CallPatience, Patience};

/// Which values of equal content are one value: a `str` is no `bytes`.
pub(crate) type Kind = &'static str;

/// How much room is kept for another dump.
const MOST_SPARE: usize = 1 << 12;

/// The index of an entry, as `PUT` and `GET` know it.
pub(crate) type MemoId = u32;

/// The entries of the memo, in the order of their indices.
///
/// Values that never change are found by content, so that equal ones are written once. Values with an identity are
/// found by the address at which the program keeps them.
#[derive(Default)]
pub(crate) struct Memo {
    length: usize,
    by_content: Contents,
    patience: Patience,
    /// In place of `by_content`, in exact mode.
    by_exact_content: ExactContents,
    /// The contents that are not in the output, one after another.
    contents: Vec<u8>,
    kinds: Kinds,
    addresses: HashMap<NonZeroUsize, MemoId, BuildHasherDefault<AddressHasher>>,
    /// The keys of `addresses`, oldest first.
    address_order: Vec<NonZeroUsize>,
    mode: Mode,
}

/// What the memo can rely on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Mode {
    /// Nothing is stored, and so nothing found.
    Off,
    /// Texts and bytes stand in the output as they are, and the output stays.
    #[default]
    WithOutput,
    /// The memo has to keep every content itself.
    Alone,
    /// The memo has to find every content again, however many there are.
    Exact,
}

impl Mode {
    /// For the memo of one dump.
    pub(crate) fn of_dump(options: &Options) -> Mode {
        match Mode::of_stream(options) {
            // Protocol 0 escapes texts.
            Mode::Alone if options.protocol > Protocol::V0 => Mode::WithOutput,
            mode => mode,
        }
    }

    /// For a memo that goes on after the output is gone.
    pub(crate) fn of_stream(options: &Options) -> Mode {
        match (options.fast, options.exact) {
            (true, _) => Mode::Off,
            (false, true) => Mode::Exact,
            (false, false) => Mode::Alone,
        }
    }
}

/// A state of the memo to come back to.
#[derive(Clone, Copy)]
pub(crate) struct Checkpoint {
    length: usize,
    contents: usize,
    addresses: usize,
}

impl Memo {
    pub(crate) fn new(mode: Mode) -> Memo {
        let mut memo = Memo::default();
        memo.reset(mode);
        memo
    }

    /// Forgets everything, for another dump.
    pub(crate) fn reset(&mut self, mode: Mode) {
        self.mode = mode;
        if !self.has_few() {
            self.patience = Patience::default();
        }
        self.by_content.clear();
        self.by_exact_content.clear();
        self.length = 0;
        self.addresses.clear();
        self.address_order.clear();
        self.contents.clear();
        if self.addresses.capacity().max(self.address_order.capacity()).max(self.contents.capacity()) > MOST_SPARE {
            self.give_back();
        }
    }

    /// Gives back the memory that only a large dump needs.
    #[cold]
    fn give_back(&mut self) {
        self.addresses.shrink_to(MOST_SPARE);
        self.address_order.shrink_to(MOST_SPARE);
        self.contents.shrink_to(MOST_SPARE);
    }

    /// The index that the next entry gets, or nothing when there are as many as `GET` can tell apart.
    #[inline]
    pub(crate) fn next_id(&self) -> Option<MemoId> {
        MemoId::try_from(self.length).ok()
    }

    /// The index that the next entry gets, in a memo that has room.
    #[inline]
    pub(crate) fn next(&self) -> MemoId {
        debug_assert!(self.has_room());
        self.length as MemoId
    }

    /// Whether there is an index for each of the few entries that one value needs.
    #[inline]
    pub(crate) fn has_room(&self) -> bool {
        const FEW: usize = 8;
        self.length < MemoId::MAX as usize - FEW
    }

    /// The index of the entry that was stored last.
    pub(crate) fn last_id(&self) -> Option<MemoId> {
        self.length.checked_sub(1).and_then(|index| MemoId::try_from(index).ok())
    }

    /// Stores a value that only the caller can find again.
    #[inline]
    pub(crate) fn store(&mut self) {
        self.store_all(1);
    }

    /// As `store`, for so many values.
    #[inline]
    pub(crate) fn store_all(&mut self, count: usize) {
        if self.mode != Mode::Off {
            (self.length..).take(count).for_each(|index| self.by_content.few_mut().put_other(index as MemoId));
            self.length += count;
        }
    }

    /// Counts the entry that [`Memo::find_or_insert`] was given and did not find.
    #[inline(always)]
    pub(crate) fn store_inserted(&mut self) {
        debug_assert!(self.mode != Mode::Off);
        self.length += 1;
    }

    /// The key of a value of a kind that is neither text nor bytes nor a global.
    #[inline]
    pub(crate) fn key<'k>(&mut self, kind: Kind, content: &'k [u8]) -> Key<'k> {
        Key::other(self.kinds.number(kind), content)
    }

    /// The entry of a value of this content.
    #[inline]
    pub(crate) fn find(&mut self, key: &Key<'_>, output: &[u8]) -> Option<MemoId> {
        match self.mode {
            Mode::Off => return None,
            Mode::Exact => return self.by_exact_content.find(key),
            Mode::WithOutput | Mode::Alone => {}
        }
        let contents = if self.keeps(key) { &self.contents } else { output };
        self.by_content
            .find(key, self.length, |start| contents.get(start..).is_some_and(|content| key.is_kept(content)))
    }

    /// Stores a value that [`Memo::find`] did not find. A content that the pickle holds as it is begins at `start` of the
    /// output.
    #[inline]
    pub(crate) fn store_content(&mut self, key: &Key<'_>, start: usize) {
        let Some(id) = self.next_id().filter(|_| self.mode != Mode::Off) else { return };
        self.length += 1;
        match self.mode {
            _ if key.label.is_none() => self.by_content.few_mut().put_other(id),
            Mode::Exact => self.by_exact_content.insert(key, id),
            _ => {
                let start = if self.keeps(key) { self.keep(key) } else { start };
                self.by_content.insert(key.label, id, start);
            }
        }
    }

    /// The entry of a content that the output holds as it is, if it is the first of its place in the table.
    #[inline(always)]
    pub(crate) fn find_word(&self, key: &Key<'_>, output: &[u8]) -> Option<MemoId> {
        self.by_content.find_first(key.label, |start| key.is_at(start, output))
    }

    /// The entry of a content that the output holds as it is; where there is none, it is to be this one, whose content will
    /// be at `start`, and which [`Memo::store_inserted`] counts.
    #[inline(always)]
    pub(crate) fn find_or_insert(&mut self, key: &Key<'_>, output: &[u8], id: MemoId, start: usize) -> Option<MemoId> {
        let found = self.by_content.find(key, self.length, |start| key.is_at(start, output));
        if found.is_none() {
            self.by_content.insert(key.label, id, start);
        }
        found
    }

    /// Whether a short look is enough to say that a content is new and that [`Memo::store_new`] takes it. The output will hold
    /// it at `start` as it is.
    #[inline(always)]
    pub(crate) fn is_new(&self, key: &Key<'_>, start: usize) -> bool {
        self.takes_few(1, start) && self.by_content.few().is_new(key.label)
    }

    /// Stores a content that is new, and gives its index.
    #[inline(always)]
    pub(crate) fn store_new(&mut self, key: &Key<'_>, start: usize) -> MemoId {
        self.by_content.few_mut().announce_new(key.label);
        self.store_announced(key, start)
    }

    /// Announces contents that the output or the memo will hold, up to `end`, if a short look is enough to say that all of them
    /// are new, and that `count` of them can be stored at once. Says whether it did.
    #[inline]
    pub(crate) fn announce(&mut self, contents: &Filter, count: usize, end: usize) -> bool {
        let (length, end) = (self.length, end | self.contents.len());
        self.takes_few(count, end)
            && self.by_content.few().are_announced_new()
            && self.by_content.few_mut().announce(contents, length)
    }

    /// The place for a content that was announced, if it is still new and there is one. The output will hold it at `start` as it
    /// is.
    #[inline(always)]
    pub(crate) fn announced_place(&self, start: usize) -> Option<usize> {
        (self.takes_few(1, start) && self.by_content.few().are_announced_new()).then_some(self.length)
    }

    /// Stores a content that was announced at the place for it, and gives its index.
    // The length is not read again, which the compiler could not tell from the place.
    #[inline(always)]
    pub(crate) fn store_at(&mut self, place: usize, key: &Key<'_>, start: usize) -> MemoId {
        self.by_content.few_mut().put_announced(key.label, start as u32, place);
        self.length = place + 1;
        place as MemoId
    }

    /// Whether the list of the first entries has place for `count` more, and four bytes are enough for a place of the output.
    #[inline(always)]
    fn takes_few(&self, count: usize, place: usize) -> bool {
        self.length <= MOST_FEW - count && place >> u32::BITS == 0
    }

    /// Stores a content that was announced and is new, and gives its index.
    #[inline(always)]
    pub(crate) fn store_announced(&mut self, key: &Key<'_>, start: usize) -> MemoId {
        self.store_at(self.length, key, start)
    }

    /// As `store_announced`, for a class, of which the memo keeps these bytes.
    #[inline]
    pub(crate) fn store_announced_class(&mut self, class: &Key<'_>, kept: &[u8]) -> MemoId {
        let start = self.contents.len();
        self.contents.extend_from_slice(kept);
        self.store_announced(class, start)
    }

    /// Whether [`Memo::is_new`] can be: there are only the first contents, and nobody is impatient.
    #[inline(always)]
    pub(crate) fn has_few(&self) -> bool {
        self.by_content.has_few()
    }

    /// Whether it is worth to look for values that are equal to one of these, once there are more than a few.
    #[inline(always)]
    pub(crate) fn patience(&mut self) -> &mut Patience {
        &mut self.patience
    }

    /// Whether to look for a text of this length.
    #[inline(always)]
    pub(crate) fn is_worth_a_text(&mut self, length: usize) -> bool {
        self.has_few() || self.patience.is_worth_a_text(length)
    }

    /// Whether to look for every text of this length, in a table.
    #[inline(always)]
    pub(crate) fn seeks_texts(&self, length: usize) -> bool {
        !self.has_few() && !self.patience.is_out(length)
    }

    /// Notes what a look for a text of this length found.
    #[inline(always)]
    pub(crate) fn note_text(&mut self, length: usize, is_found: bool) {
        if !self.has_few() {
            self.patience.note_text(length, is_found);
        }
    }

    /// Whether contents of this kind are copied.
    #[inline]
    fn keeps(&self, key: &Key<'_>) -> bool {
        self.mode != Mode::WithOutput || !key.label.is_verbatim()
    }

    fn keep(&mut self, key: &Key<'_>) -> usize {
        let start = self.contents.len();
        key.keep(&mut self.contents);
        start
    }

    /// The entry of the value at this address.
    pub(crate) fn find_address(&self, address: NonZeroUsize) -> Option<MemoId> {
        self.addresses.get(&address).copied()
    }

    /// Lets the value at this address be found in this entry.
    pub(crate) fn set_address(&mut self, address: NonZeroUsize, id: MemoId) {
        if self.mode != Mode::Off && self.addresses.insert(address, id).is_none() {
            self.address_order.push(address);
        }
    }

    /// How many values are stored.
    pub(crate) fn len(&self) -> usize {
        self.length
    }

    /// Lets values that were stored since the checkpoint not be found by these addresses any more.
    pub(crate) fn forget_addresses_since(&mut self, checkpoint: Checkpoint, forgets: impl Fn(NonZeroUsize) -> bool) {
        let recent = self.address_order.split_off(checkpoint.addresses.min(self.address_order.len()));
        for address in recent {
            match forgets(address) {
                true => drop(self.addresses.remove(&address)),
                false => self.address_order.push(address),
            }
        }
    }

    pub(crate) fn checkpoint(&self) -> Checkpoint {
        Checkpoint { length: self.length, contents: self.contents.len(), addresses: self.address_order.len() }
    }

    /// Forgets every entry since the checkpoint, and says whether there was one.
    pub(crate) fn roll_back(&mut self, checkpoint: Checkpoint) -> bool {
        let forgets = self.length > checkpoint.length;
        if let (true, Ok(first)) = (forgets, MemoId::try_from(checkpoint.length)) {
            self.by_content.forget_from(first);
            self.by_exact_content.forget_from(first);
        }
        self.length = checkpoint.length;
        self.contents.truncate(checkpoint.contents);
        for address in self.address_order.drain(checkpoint.addresses..) {
            self.addresses.remove(&address);
        }
        forgets
    }
}

/// The hasher of addresses, which no input chooses: one multiplication.
#[derive(Default)]
pub(crate) struct AddressHasher(u64);

impl Hasher for AddressHasher {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.write_usize(usize::from(*byte));
        }
    }

    fn write_usize(&mut self, address: usize) {
        self.0 = spread(self.0 as usize ^ address).rotate_left(32);
    }
}

/// An address times 2**64 divided by the golden ratio: neighbours end up far from each other.
#[inline]
pub(crate) fn spread(address: usize) -> u64 {
    (address as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn store(memo: &mut Memo, key: Key<'_>) {
        assert_eq!(memo.find(&key, b""), None);
        memo.store_content(&key, 0);
    }

    fn find(memo: &mut Memo, key: Key<'_>) -> Option<MemoId> {
        memo.find(&key, b"")
    }

    fn memo() -> Memo {
        Memo::new(Mode::Alone)
    }

    const LONG: &[u8] = b"more than sixteen bytes";

    #[test]
    fn content_is_found_by_kind_and_bytes() {
        for content in [b"a", LONG] {
            let mut memo = memo();
            memo.store();
            store(&mut memo, Key::str(content));
            store(&mut memo, Key::bytes(content));
            assert_eq!(find(&mut memo, Key::str(content)), Some(1));
            assert_eq!(find(&mut memo, Key::bytes(content)), Some(2));
            assert_eq!(find(&mut memo, Key::byte_string(content)), None);
            assert_eq!(find(&mut memo, Key::str(&content[1..])), None);
        }
    }

    #[test]
    fn kinds_are_told_apart_by_their_names() {
        let mut memo = memo();
        let date = memo.key("date", b"1");
        store(&mut memo, date);
        let time = memo.key("time", b"1");
        assert_eq!(find(&mut memo, time), None);
        let date = memo.key(String::from("date").leak(), b"1");
        assert_eq!(find(&mut memo, date), Some(0));
    }

    #[test]
    fn texts_are_looked_up_in_the_output() {
        let mut memo = Memo::new(Mode::WithOutput);
        let key = Key::str(LONG);
        let output = [b"..", LONG, b"."].concat();
        memo.store_content(&key, 2);
        assert_eq!(memo.find(&key, &output), Some(0));
        assert_eq!(memo.find(&key, &output[1..]), None);
        assert_eq!(memo.find(&key, &output[..LONG.len()]), None);
    }

    #[test]
    fn nothing_is_forgotten_before_there_are_very_many() {
        let mut memo = memo();
        let texts: Vec<String> = (0..400).map(|number| format!("text number {number}")).collect();
        texts.iter().for_each(|text| store(&mut memo, Key::str(text.as_bytes())));
        for (id, text) in texts.iter().enumerate() {
            assert_eq!(find(&mut memo, Key::str(text.as_bytes())), Some(id as MemoId));
        }
    }

    #[test]
    fn what_is_found_now_and_then_is_never_forgotten() {
        let mut memo = memo();
        store(&mut memo, Key::str(b"vocabulary"));
        for number in 0..100_000 {
            store(&mut memo, Key::str(format!("text number {number}").as_bytes()));
            if number % 100 == 0 {
                assert_eq!(find(&mut memo, Key::str(b"vocabulary")), Some(0));
            }
        }
    }

    #[test]
    fn an_exact_memo_forgets_nothing() {
        let mut memo = Memo::new(Mode::Exact);
        let texts: Vec<String> = (0..30_000).map(|number| number.to_string()).collect();
        texts.iter().for_each(|text| store(&mut memo, Key::str(text.as_bytes())));
        assert!((0..).zip(&texts).all(|(id, text)| find(&mut memo, Key::str(text.as_bytes())) == Some(id)));
    }

    #[test]
    fn rolling_back_forgets_what_came_since_in_a_small_memo_and_a_large_one() {
        for count in [0, 30, 31, 32, 100] {
            let mut memo = memo();
            let texts: Vec<String> = (0..count).map(|number| format!("text number {number}")).collect();
            texts.iter().for_each(|text| store(&mut memo, Key::str(text.as_bytes())));
            rolls_back(memo);
        }
    }

    fn rolls_back(mut memo: Memo) {
        let first = memo.next();
        store(&mut memo, Key::str(b"kept"));
        let address = |number| NonZeroUsize::new(number).unwrap();
        memo.set_address(address(1), first);
        let checkpoint = memo.checkpoint();
        store(&mut memo, Key::str(b"forgotten"));
        memo.set_address(address(2), first + 1);
        memo.roll_back(checkpoint);
        assert_eq!(find(&mut memo, Key::str(b"kept")), Some(first));
        assert_eq!(find(&mut memo, Key::str(b"forgotten")), None);
        assert_eq!((memo.find_address(address(1)), memo.find_address(address(2))), (Some(first), None));
        assert_eq!(memo.next_id(), Some(first + 1));
        store(&mut memo, Key::str(b"another"));
        assert_eq!(find(&mut memo, Key::str(b"forgotten")), None);
    }
}
