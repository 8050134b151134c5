//! `KnownNodes`: what a class made of a node before, as the instances of a class in a pickle name it, and their
//! attributes, by the same nodes again and again.

use crate::class::Class;
use crate::graph::NodeId;
use crate::object::Making;

/// The instances of a class that were loaded.
#[derive(Clone, Copy)]
pub(super) struct KnownInstances<'s> {
    /// How they are made.
    pub(super) making: Making,
    /// The state of one that has all attributes of the class in its order. Where others have the same nodes as keys, they
    /// have the same attributes.
    pub(super) in_order: &'s [(NodeId, NodeId)],
}

/// How many answers are kept; others of the same place replace them.
const PLACES: usize = 64;

/// The last answers, by the last bits of the number of their node.
pub(super) struct KnownNodes<T> {
    /// Empty before the first.
    answers: Vec<Option<(NodeId, &'static Class, T)>>,
}

impl<T> Default for KnownNodes<T> {
    fn default() -> Self {
        KnownNodes { answers: Vec::new() }
    }
}

impl<T: Copy> KnownNodes<T> {
    /// What the node is for the class, if that was remembered.
    #[inline]
    pub(super) fn find(&self, node: NodeId, class: &'static Class) -> Option<T> {
        match self.answers.get(node.0 as usize % PLACES) {
            Some(&Some((known, of, answer))) if known == node && std::ptr::eq(of, class) => Some(answer),
            _ => None,
        }
    }

    pub(super) fn remember(&mut self, node: NodeId, class: &'static Class, answer: T) {
        if self.answers.is_empty() {
            self.answers.resize(PLACES, None);
        }
        if let Some(place) = self.answers.get_mut(node.0 as usize % PLACES) {
            *place = Some((node, class, answer));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::class::Layout;

    const CLASS: Class = Class {
        module: "m",
        name: "C",
        aliases: &[],
        layout: Layout::Dict,
        accepts: &[],
        fields: &[],
        arguments: &[],
        keywords: &[],
        callable: None,
        state_setter: None,
        subclasses: &[],
    };

    #[test]
    fn an_answer_is_for_one_node_and_one_class() {
        static FIRST: Class = CLASS;
        static SECOND: Class = Class { name: "D", ..CLASS };
        let other_of_the_same_place = NodeId(3 + PLACES as u32);
        let mut known = KnownNodes::default();
        assert_eq!(known.find(NodeId(3), &FIRST), None);
        known.remember(NodeId(3), &FIRST, 5);
        assert_eq!(known.find(NodeId(3), &FIRST), Some(5));
        assert_eq!(known.find(NodeId(3), &SECOND), None);
        assert_eq!(known.find(other_of_the_same_place, &FIRST), None);
        known.remember(other_of_the_same_place, &FIRST, 6);
        assert_eq!(known.find(NodeId(3), &FIRST), None);
    }
}
