//! `ExactContents`: which contents have an entry in exact mode, where none may be forgotten however many there are.

use std::collections::HashMap;

use super::MemoId;
use super::key::Key;

/// Contents may be chosen by an enemy, so the table has hashes that nobody can foresee.
#[derive(Default)]
pub(super) struct ExactContents {
    entries: HashMap<Vec<u8>, MemoId>,
    /// The key of the moment.
    key: Vec<u8>,
}

impl ExactContents {
    pub(super) fn find(&mut self, key: &Key<'_>) -> Option<MemoId> {
        self.key.clear();
        key.write_to(&mut self.key);
        self.entries.get(&self.key).copied()
    }

    pub(super) fn insert(&mut self, key: &Key<'_>, id: MemoId) {
        let mut bytes = Vec::new();
        key.write_to(&mut bytes);
        self.entries.insert(bytes, id);
    }

    /// Forgets all entries, and gives their memory back.
    #[inline]
    pub(super) fn clear(&mut self) {
        if !self.entries.is_empty() {
            *self = ExactContents::default();
        }
    }

    /// Forgets the entries from this one on.
    pub(super) fn forget_from(&mut self, id: MemoId) {
        self.entries.retain(|_, entry| *entry < id);
    }
}
