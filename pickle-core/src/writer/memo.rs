//! `Memo`: what the pickle has stored for later `GET`s, found by content or by address.

use std::collections::HashMap;
use std::hash::{BuildHasher, BuildHasherDefault, Hasher, RandomState};

/// Which values of equal content are one value: a `str` is no `bytes`.
pub(crate) type Kind = &'static str;

/// The index of an entry, as `PUT` and `GET` know it.
pub(crate) type MemoId = u32;

/// The entries of the memo, in the order of their indices.
///
/// Values that never change are found by content, so that equal ones are written once. Values with an identity are
/// found by the address at which the program keeps them.
pub(crate) struct Memo {
    entries: Vec<Entry>,
    /// The content of all entries, one after another.
    contents: Vec<u8>,
    by_hash: HashMap<u64, MemoId, BuildHasherDefault<HashOfHash>>,
    addresses: HashMap<usize, MemoId>,
    /// The keys of `addresses`, oldest first.
    address_order: Vec<usize>,
    hash_seed: RandomState,
    /// Whether nothing is stored, and so nothing found.
    is_off: bool,
}

/// Nothing for a value that is not found by content.
type Entry = Option<Content>;

struct Content {
    kind: Kind,
    hash: u64,
    start: usize,
    end: usize,
    /// The entry of the same hash before this one.
    before: Option<MemoId>,
}

/// The hash of a content that the memo does not hold.
#[derive(Clone, Copy)]
pub(crate) struct NotFound(u64);

/// A state of the memo to come back to.
#[derive(Clone, Copy)]
pub(crate) struct Checkpoint {
    entries: usize,
    addresses: usize,
}

impl Memo {
    pub(crate) fn new(is_off: bool) -> Memo {
        Memo {
            entries: Vec::new(),
            contents: Vec::new(),
            by_hash: HashMap::default(),
            addresses: HashMap::new(),
            address_order: Vec::new(),
            hash_seed: RandomState::new(),
            is_off,
        }
    }

    /// The index that the next entry gets, or nothing when there are as many as `GET` can tell apart.
    pub(crate) fn next_id(&self) -> Option<MemoId> {
        MemoId::try_from(self.entries.len()).ok()
    }

    /// The index of the entry that was stored last.
    pub(crate) fn last_id(&self) -> Option<MemoId> {
        self.entries.len().checked_sub(1).and_then(|index| MemoId::try_from(index).ok())
    }

    /// Stores a value that only the caller can find again.
    pub(crate) fn store(&mut self) {
        if !self.is_off {
            self.entries.push(None);
        }
    }

    /// The entry of a value of this content.
    pub(crate) fn find_content(&self, kind: Kind, content: &[u8]) -> Result<MemoId, NotFound> {
        let hash = self.hash_seed.hash_one((kind, content));
        let mut next = self.by_hash.get(&hash).copied();
        while let Some(id) = next {
            let Some(Some(entry)) = self.entries.get(id as usize) else { break };
            if entry.kind == kind && self.contents.get(entry.start..entry.end) == Some(content) {
                return Ok(id);
            }
            next = entry.before;
        }
        Err(NotFound(hash))
    }

    /// Stores a value that [`Memo::find_content`] did not find.
    pub(crate) fn store_content(&mut self, kind: Kind, content: &[u8], NotFound(hash): NotFound) {
        if self.is_off {
            return;
        }
        let start = self.contents.len();
        self.contents.extend_from_slice(content);
        let before = self.by_hash.insert(hash, self.entries.len() as MemoId);
        self.entries.push(Some(Content { kind, hash, start, end: self.contents.len(), before }));
    }

    /// The entry of the value at this address.
    pub(crate) fn find_address(&self, address: usize) -> Option<MemoId> {
        self.addresses.get(&address).copied()
    }

    /// Lets the value at this address be found in this entry.
    pub(crate) fn set_address(&mut self, address: usize, id: MemoId) {
        if !self.is_off && self.addresses.insert(address, id).is_none() {
            self.address_order.push(address);
        }
    }

    /// How many values are stored.
    pub(crate) fn len(&self) -> usize {
        self.entries.len()
    }

    /// Lets values that were stored since the checkpoint not be found by these addresses any more.
    pub(crate) fn forget_addresses_since(&mut self, checkpoint: Checkpoint, forgets: impl Fn(usize) -> bool) {
        let recent = self.address_order.split_off(checkpoint.addresses.min(self.address_order.len()));
        for address in recent {
            match forgets(address) {
                true => drop(self.addresses.remove(&address)),
                false => self.address_order.push(address),
            }
        }
    }

    pub(crate) fn checkpoint(&self) -> Checkpoint {
        Checkpoint { entries: self.entries.len(), addresses: self.address_order.len() }
    }

    /// Forgets every entry since the checkpoint.
    pub(crate) fn roll_back(&mut self, checkpoint: Checkpoint) {
        while self.entries.len() > checkpoint.entries {
            if let Some(Some(entry)) = self.entries.pop() {
                self.contents.truncate(entry.start);
                match entry.before {
                    Some(before) => self.by_hash.insert(entry.hash, before),
                    None => self.by_hash.remove(&entry.hash),
                };
            }
        }
        for address in self.address_order.drain(checkpoint.addresses..) {
            self.addresses.remove(&address);
        }
    }
}

/// The hasher of keys that are hashes already.
#[derive(Default)]
struct HashOfHash(u64);

impl Hasher for HashOfHash {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = self.0.rotate_left(8) ^ u64::from(*byte);
        }
    }

    fn write_u64(&mut self, hash: u64) {
        self.0 = hash;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn store(memo: &mut Memo, kind: Kind, content: &[u8]) {
        let Err(not_found) = memo.find_content(kind, content) else { panic!("{content:?} is there already") };
        memo.store_content(kind, content, not_found);
    }

    #[test]
    fn content_is_found_by_kind_and_bytes() {
        let mut memo = Memo::new(false);
        memo.store();
        store(&mut memo, "str", b"a");
        store(&mut memo, "bytes", b"a");
        assert_eq!(memo.find_content("str", b"a").ok(), Some(1));
        assert_eq!(memo.find_content("bytes", b"a").ok(), Some(2));
        assert!(memo.find_content("str", b"").is_err());
    }

    #[test]
    fn rolling_back_forgets_what_came_since() {
        let mut memo = Memo::new(false);
        store(&mut memo, "str", b"kept");
        memo.set_address(1, 0);
        let checkpoint = memo.checkpoint();
        store(&mut memo, "str", b"forgotten");
        memo.set_address(2, 1);
        memo.roll_back(checkpoint);
        assert_eq!(memo.find_content("str", b"kept").ok(), Some(0));
        assert!(memo.find_content("str", b"forgotten").is_err());
        assert_eq!((memo.find_address(1), memo.find_address(2)), (Some(0), None));
        assert_eq!(memo.next_id(), Some(1));
    }

    #[test]
    fn contents_of_one_hash_are_told_apart() {
        let mut memo = Memo::new(false);
        memo.store_content("str", b"a", NotFound(7));
        let checkpoint = memo.checkpoint();
        memo.store_content("str", b"b", NotFound(7));
        assert_eq!(memo.by_hash.get(&7), Some(&1));
        memo.roll_back(checkpoint);
        assert_eq!(memo.by_hash.get(&7), Some(&0));
    }
}
