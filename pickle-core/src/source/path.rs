//! `Path`: the containers and objects that a load is inside of, which none of them may contain again.

use std::collections::BTreeSet;

use crate::graph::NodeId;

/// How many of them are looked through one by one; almost no pickle nests deeper.
const NEAR: usize = 32;

/// What the load is inside of. It costs nothing for the size of a graph, so that many small loads of one graph are cheap.
#[derive(Default)]
pub(super) struct Path {
    /// The outermost.
    near: Vec<NodeId>,
    /// Those inside of them.
    far: BTreeSet<NodeId>,
}

impl Path {
    #[inline]
    pub(super) fn contains(&self, id: NodeId) -> bool {
        self.near.contains(&id) || (self.near.len() == NEAR && self.is_far(id))
    }

    #[cold]
    fn is_far(&self, id: NodeId) -> bool {
        self.far.contains(&id)
    }

    /// Goes into what it is not inside of yet.
    #[inline]
    pub(super) fn enter(&mut self, id: NodeId) {
        match self.near.len() < NEAR {
            true => self.near.push(id),
            false => drop(self.far.insert(id)),
        }
    }

    /// Leaves what it entered last.
    #[inline]
    pub(super) fn leave(&mut self, id: NodeId) {
        match self.far.is_empty() {
            true => drop(self.near.pop()),
            false => drop(self.far.remove(&id)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_contains_what_was_entered_and_not_left() {
        let mut path = Path::default();
        for number in 0..100 {
            assert!(!path.contains(NodeId(number)));
            path.enter(NodeId(number));
            assert!((0..=number).all(|number| path.contains(NodeId(number))));
        }
        for number in (0..100).rev() {
            path.leave(NodeId(number));
            assert!(!path.contains(NodeId(number)));
            assert!((0..number).all(|number| path.contains(NodeId(number))));
        }
    }
}
