//! Lists in a graph, as they mostly are taken: all items at once, each of one type.

use super::Source;
use super::containers::more_room;
use crate::error::Result;
use crate::graph::{NodeId, Tag};
use crate::unpickle::Unpickle;

impl<'s, 'de> Source<'s, 'de> {
    /// The items of the list at which the source stands, if that is a node of a graph and nobody wants to know who takes it;
    /// else nothing is taken. It moves no [`ItemReader`](super::ItemReader) about, which for a short list takes longer than
    /// the items do.
    #[inline]
    pub(crate) fn list_of_nodes<T: Unpickle<'de>>(&mut self) -> Option<Result<Vec<T>>> {
        if self.stream.is_some() || self.walk.watch.is_some() {
            return None;
        }
        let (list, items) = (self.at, self.graph.items_of(Tag::List, self.at)?);
        // Why it cannot be entered is said by those who take it in any other way.
        if !self.walk.enters(list, items.len()) {
            return None;
        }
        let mut taken = Vec::with_capacity(first_room::<T>(items.len()));
        let all_taken = self.extend_with_nodes(&mut taken, items);
        self.walk.leave(list);
        Some(all_taken.map(|()| taken))
    }

    #[inline(always)]
    fn extend_with_nodes<T: Unpickle<'de>>(&mut self, list: &mut Vec<T>, items: &'s [NodeId]) -> Result<()> {
        for (index, item) in items.iter().enumerate() {
            if list.len() == list.capacity() {
                list.reserve_exact(more_room(index, items.len() - index));
            }
            self.at = *item;
            match T::unpickle(self) {
                Ok(item) => list.push(item),
                Err(error) => return Err(error.at_index(index)),
            }
        }
        Ok(())
    }
}

/// How many items to make room for before the first. Their number is known, but their size in Rust is the caller's, and
/// they may turn out to be no `T`s: beyond a megabyte, memory grows with what is there.
pub(crate) fn first_room<T>(items: usize) -> usize {
    const MOST_BYTES: usize = 1 << 20;
    items.min(MOST_BYTES / size_of::<T>().max(1))
}

#[test]
fn room_is_made_for_items_of_a_megabyte_at_most() {
    assert_eq!(first_room::<u64>(1000), 1000);
    assert_eq!(first_room::<u64>(10_000_000), 1 << 17);
    assert_eq!(first_room::<[u64; 1 << 20]>(10_000_000), 0);
    assert_eq!(first_room::<()>(10), 10);
}
