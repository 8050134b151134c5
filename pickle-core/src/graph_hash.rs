//! Hashing a `Graph` by what it holds, without recursion: graphs that are equal hash alike.

use std::hash::{Hash, Hasher};
use std::mem::discriminant;

use crate::graph::{Effect, Graph, Node, NodeId, Object};

/// No node has this number.
const UNKNOWN: u32 = u32::MAX;

impl Graph<'_> {
    /// Hashes what `Graph::is_equal` compares: each container and object once, in the order in which the root reaches
    /// them, and the scalars in them.
    pub(crate) fn hash_content<H: Hasher>(&self, state: &mut H) {
        let mut numbers = vec![UNKNOWN; self.len()];
        let mut order = Vec::new();
        self.hash_node(self.root, &mut numbers, &mut order, state);
        let mut done = 0;
        while let Some(&id) = order.get(done) {
            done += 1;
            self.for_each_child(id, |child| self.hash_node(child, &mut numbers, &mut order, state));
        }
    }

    /// Hashes a scalar by its value, and another node by its number, with its shape when it gets that.
    fn hash_node<H: Hasher>(&self, id: NodeId, numbers: &mut [u32], order: &mut Vec<NodeId>, state: &mut H) {
        if self.is_leaf(id) {
            return self.hash_shape(id, state);
        }
        let Some(number) = numbers.get_mut(id.0 as usize) else { return };
        if *number == UNKNOWN {
            *number = order.len() as u32;
            order.push(id);
            self.hash_shape(id, state);
        }
        number.hash(state);
    }

    /// Hashes a node but for its children.
    fn hash_shape<H: Hasher>(&self, id: NodeId, state: &mut H) {
        let node = self.node(id);
        discriminant(&node).hash(state);
        match node {
            Node::None | Node::Persistent(_) => {}
            Node::Bool(value) => value.hash(state),
            Node::Int(value) => value.hash(state),
            Node::BigInt(value) => value.hash(state),
            Node::Float(value) => float_content(value).hash(state),
            Node::Complex(parts) => [float_content(parts.0), float_content(parts.1)].hash(state),
            Node::Str(text) => text.hash(state),
            Node::SurrogateStr(bytes) | Node::ByteString(bytes) | Node::Bytes(bytes) | Node::ByteArray(bytes) => {
                bytes.hash(state);
            }
            Node::Buffer { index, .. } => index.hash(state),
            Node::List(items) | Node::Set(items) => items.len().hash(state),
            Node::Tuple(items) | Node::FrozenSet(items) => items.len().hash(state),
            Node::Dict(entries) => entries.len().hash(state),
            Node::Global(index) => self.globals.get(index as usize).hash(state),
            Node::Object(index) => {
                if let Some(object) = self.object(index) {
                    object.hash_shape(state);
                }
            }
            Node::Extension(code) => code.hash(state),
        }
    }
}

impl Object<'_> {
    fn hash_shape<H: Hasher>(&self, state: &mut H) {
        discriminant(&self.construction).hash(state);
        (self.arguments.is_some(), self.keywords.is_some()).hash(state);
        for effect in self.effects {
            discriminant(effect).hash(state);
            match effect {
                Effect::Build(_) | Effect::Call(_) => {}
                Effect::Append(ids) | Effect::AddItems(ids) => ids.len().hash(state),
                Effect::SetItems(entries) => entries.len().hash(state),
            }
        }
    }
}

/// The same bits for floats that are equal: there is one zero and one NaN.
pub(crate) fn float_content(value: f64) -> u64 {
    if value.is_nan() { u64::MAX } else { (value + 0.0).to_bits() }
}
