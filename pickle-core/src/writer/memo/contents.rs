//! `Contents`: which contents have an entry; a list for the few of a small dump, and a table for more.

use super::MemoId;
use super::buckets::{Buckets, Slot};
use super::key::Key;

/// How many contents a table does not pay for.
const MOST_IN_LIST: usize = 24;

#[derive(Default)]
pub(super) struct Contents {
    list: Vec<Slot>,
    /// A bit for each hash in the list, so that what is new is rarely looked for; all of them once there is a table.
    filter: u64,
    table: Buckets,
}

impl Contents {
    /// The entry of this key; `holds` says whether a long content is at a place.
    #[inline]
    pub(super) fn find(&mut self, key: &Key<'_>, hash: u64, holds: impl Fn(usize) -> bool) -> Option<MemoId> {
        if self.filter & filter_bit(hash) == 0 {
            return None;
        }
        match &self.list[..] {
            [] => self.table.find(key, hash, holds),
            list => list.iter().find(|slot| slot.is_entry_of(key, &holds)).map(|slot| slot.id),
        }
    }

    /// Adds an entry that was not found.
    #[inline]
    pub(super) fn insert(&mut self, slot: Slot, hash: u64) {
        if self.filter == u64::MAX {
            return self.table.insert(slot, hash);
        }
        self.list.push(slot);
        self.filter |= filter_bit(hash);
        if self.list.len() == MOST_IN_LIST {
            self.fill_table();
        }
    }

    #[cold]
    fn fill_table(&mut self) {
        for slot in self.list.drain(..) {
            self.table.insert(slot, slot.hash());
        }
        self.filter = u64::MAX;
    }

    /// Forgets the entries from this one on.
    pub(super) fn forget_from(&mut self, id: MemoId) {
        self.list.retain(|slot| slot.id < id);
        self.table.forget_from(id);
    }

    /// Forgets all entries.
    pub(super) fn clear(&mut self) {
        self.list.clear();
        if self.filter == u64::MAX {
            self.table.clear();
        }
        self.filter = 0;
    }
}

fn filter_bit(hash: u64) -> u64 {
    1 << (hash >> 58)
}
