//! The memo: a row while its indexes are dense, a map for those that are not.

use std::collections::HashMap;

use crate::error::{ErrorKind, Result};
use crate::graph::NodeId;
use crate::limits::Budget;
use crate::memory_ahead;

#[derive(Debug, Default)]
pub(crate) struct Memo {
    dense: Vec<NodeId>,
    sparse: HashMap<u64, NodeId>,
    entries: u64,
    max_entries: Option<u64>,
}

/// No node has this number.
const EMPTY: NodeId = NodeId(u32::MAX);

/// An index up to this far is dense at once, and so is one up to twice the number of entries further.
const DENSE_START: u64 = 1024;

/// What an entry of the map costs.
const SPARSE_COST: u64 = 32;

impl Memo {
    /// Forgets everything but keeps the memory of the row.
    pub(super) fn clear(&mut self) {
        self.dense.clear();
        self.sparse = HashMap::new();
        self.entries = 0;
    }

    /// Gets memory for what seems to follow, when so much of all is read.
    pub(crate) fn expect_as_before(&mut self, done: usize, all: usize) {
        memory_ahead::expect_as_before(&mut self.dense, 0, done, all);
    }

    pub(super) fn set_max_entries(&mut self, max_entries: Option<u64>) {
        self.max_entries = max_entries;
    }

    /// How many indexes are filled: the index that `MEMOIZE` takes.
    #[inline]
    pub(super) fn entries(&self) -> u64 {
        self.entries
    }

    #[inline]
    pub(super) fn get(&self, index: u64) -> Option<NodeId> {
        match usize::try_from(index).ok().and_then(|index| self.dense.get(index)) {
            Some(id) if *id != EMPTY => Some(*id),
            _ => self.get_sparse(index),
        }
    }

    #[cold]
    fn get_sparse(&self, index: u64) -> Option<NodeId> {
        self.sparse.get(&index).copied()
    }

    #[inline(always)]
    pub(super) fn put(&mut self, index: u64, id: NodeId, budget: &mut Budget) -> Result<()> {
        // The usual way: the indexes count up and all are in the row.
        if index == self.entries && index == self.dense.len() as u64 && self.max_entries.is_none_or(|max| index < max) {
            budget.charge(size_of::<NodeId>() as u64)?;
            self.dense.push(id);
            self.entries = index + 1;
            return Ok(());
        }
        self.put_anywhere(index, id, budget)
    }

    fn put_anywhere(&mut self, index: u64, id: NodeId, budget: &mut Budget) -> Result<()> {
        if self.get(index).is_none() {
            self.entries = self.entries.saturating_add(1);
            if let Some(allowed) = self.max_entries
                && self.entries > allowed
            {
                return Err(ErrorKind::LimitExceeded { limit: "max_memo_entries", allowed }.into());
            }
        }
        match self.dense_slot(index, budget)? {
            Some(slot) => *slot = id,
            None => {
                budget.charge(SPARSE_COST)?;
                self.sparse.insert(index, id);
            }
        }
        Ok(())
    }

    /// The place of an index in the row, which grows to it if it is near.
    fn dense_slot(&mut self, index: u64, budget: &mut Budget) -> Result<Option<&mut NodeId>> {
        let reach = self.entries.saturating_mul(2).saturating_add(DENSE_START);
        let index = match usize::try_from(index) {
            Ok(position) if index <= reach => position,
            _ => return Ok(None),
        };
        if index >= self.dense.len() {
            let length = index.saturating_add(1);
            budget.charge_items(length.saturating_sub(self.dense.len()), size_of::<NodeId>())?;
            self.dense.resize(length, EMPTY);
        }
        Ok(self.dense.get_mut(index))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn memo_with(indexes: &[u64]) -> Memo {
        let mut memo = Memo::default();
        let mut budget = Budget::new("max_alloc_bytes", Some(1 << 20));
        for (number, index) in (0..).zip(indexes) {
            memo.put(*index, NodeId(number), &mut budget).unwrap();
        }
        memo
    }

    #[test]
    fn any_index_is_stored_and_found() {
        let indexes = [0, 1, 1024, 1 << 20, u64::from(u32::MAX), u64::MAX, 5];
        let memo = memo_with(&indexes);
        for (number, index) in (0..).zip(indexes) {
            assert_eq!(memo.get(index), Some(NodeId(number)));
        }
        assert_eq!(memo.get(2), None);
        assert_eq!(memo.get(1 << 21), None);
        assert_eq!(memo.entries(), 7);
    }

    #[test]
    fn an_index_is_one_entry_however_often_and_wherever_it_is_stored() {
        // 3000 is far from the row at first and near it later.
        let mut indexes = vec![3000];
        indexes.extend(0..1500);
        indexes.extend([3000, 3000]);
        let memo = memo_with(&indexes);
        assert_eq!(memo.entries(), 1501);
        assert_eq!(memo.get(3000), Some(NodeId(1502)));
    }

    #[test]
    fn a_ladder_of_growing_indexes_stays_small() {
        let indexes: Vec<u64> = (0..60).map(|power| 1 << power).collect();
        let memo = memo_with(&indexes);
        assert!(memo.dense.capacity() < 4096);
    }

    #[test]
    fn the_limit_counts_entries_not_indexes() {
        let mut memo = Memo::default();
        memo.set_max_entries(Some(2));
        let mut budget = Budget::new("max_alloc_bytes", None);
        assert!(memo.put(u64::MAX, NodeId(0), &mut budget).is_ok());
        assert!(memo.put(7, NodeId(0), &mut budget).is_ok());
        assert!(memo.put(7, NodeId(1), &mut budget).is_ok());
        assert!(memo.put(8, NodeId(1), &mut budget).is_err());
    }
}
