//! `KeptAlive`: owners of what the memo knows by address.

use std::any::Any;

/// In how many lists an owner's is looked for.
const RECENT: usize = 4;

/// Owners of any types; those of one type that come one after another lie in one list.
#[derive(Default)]
pub(super) struct KeptAlive(Vec<Box<dyn Any>>);

impl KeptAlive {
    pub(super) fn keep<O: Any>(&mut self, owner: O) {
        match self.0.iter_mut().rev().take(RECENT).find_map(|list| list.downcast_mut::<Vec<O>>()) {
            Some(list) => list.push(owner),
            None => self.0.push(Box::new(vec![owner])),
        }
    }

    #[inline]
    pub(super) fn clear(&mut self) {
        self.0.clear();
    }

    /// Keeps what others keep, too.
    pub(super) fn keep_all(&mut self, others: KeptAlive) {
        self.0.extend(others.0);
    }
}
