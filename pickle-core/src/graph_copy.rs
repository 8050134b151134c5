//! Copying and comparing parts of a `Graph`, without recursion.

use std::borrow::Cow;
use std::collections::HashMap;

use crate::graph::{Effect, Global, Graph, Node, NodeId, Object};

impl<'de> Graph<'de> {
    /// Calls `visit` with every node that this node refers to, in the order of the pickle.
    pub(crate) fn for_each_child(&self, id: NodeId, mut visit: impl FnMut(NodeId)) {
        match self.node(id) {
            Node::List(items) | Node::Set(items) => items.iter().copied().for_each(visit),
            Node::Tuple(items) | Node::FrozenSet(items) => items.iter().copied().for_each(visit),
            Node::Dict(entries) => entries.iter().for_each(|&(key, value)| {
                visit(key);
                visit(value);
            }),
            Node::Persistent(id) => visit(*id),
            Node::Object(index) => self.objects[*index as usize].for_each_child(visit),
            _ => {}
        }
    }

    /// The part of the graph that this node reaches, owning all its text, as a graph of its own.
    pub(crate) fn extract(&self, root: NodeId) -> Graph<'static> {
        let mut numbers = HashMap::from([(root, NodeId(0))]);
        let mut order = vec![root];
        let mut done = 0;
        while let Some(&id) = order.get(done) {
            done += 1;
            self.for_each_child(id, |child| {
                let next = NodeId(order.len() as u32);
                if *numbers.entry(child).or_insert(next) == next {
                    order.push(child);
                }
            });
        }
        let mut copy = Graph {
            nodes: Vec::with_capacity(order.len()),
            offsets: order.iter().map(|&id| self.offset(id)).collect(),
            globals: Vec::new(),
            objects: Vec::new(),
            root: NodeId(0),
            protocol: self.protocol,
            length: self.length,
        };
        let number = |id: NodeId| numbers[&id];
        for id in order {
            let node = self.copied_node(id, &number, &mut copy);
            copy.nodes.push(node);
        }
        copy
    }

    /// How many bytes of text and data the graph holds, in names and large ints too.
    pub(crate) fn data_len(&self) -> usize {
        let len = |node: &Node<'_>| match node {
            Node::Str(text) => text.len(),
            Node::SurrogateStr(bytes) | Node::ByteString(bytes) | Node::Bytes(bytes) | Node::ByteArray(bytes) => {
                bytes.len()
            }
            Node::BigInt(value) => value.data_len(),
            _ => 0,
        };
        self.nodes.iter().map(len).chain(self.globals.iter().map(Global::data_len)).sum()
    }

    /// The node with its own text and its children renumbered; its object or global goes into `copy`.
    fn copied_node(&self, id: NodeId, number: &impl Fn(NodeId) -> NodeId, copy: &mut Graph<'static>) -> Node<'static> {
        let all = |ids: &[NodeId]| ids.iter().map(|&id| number(id)).collect::<Vec<_>>();
        let pairs = |ids: &[(NodeId, NodeId)]| ids.iter().map(|&(key, value)| (number(key), number(value))).collect();
        match self.node(id) {
            Node::None => Node::None,
            Node::Bool(value) => Node::Bool(*value),
            Node::Int(value) => Node::Int(*value),
            Node::BigInt(value) => Node::BigInt(value.clone()),
            Node::Float(value) => Node::Float(*value),
            Node::Complex(parts) => Node::Complex(parts.clone()),
            Node::Str(text) => Node::Str(owned(text)),
            Node::SurrogateStr(bytes) => Node::SurrogateStr(owned(bytes)),
            Node::ByteString(bytes) => Node::ByteString(owned(bytes)),
            Node::Bytes(bytes) => Node::Bytes(owned(bytes)),
            Node::ByteArray(bytes) => Node::ByteArray(owned(bytes)),
            Node::Buffer { index, readonly } => Node::Buffer { index: *index, readonly: *readonly },
            Node::List(items) => Node::List(all(items)),
            Node::Tuple(items) => Node::Tuple(all(items).into()),
            Node::Set(items) => Node::Set(all(items)),
            Node::FrozenSet(items) => Node::FrozenSet(all(items).into()),
            Node::Dict(entries) => Node::Dict(pairs(entries)),
            Node::Persistent(id) => Node::Persistent(number(*id)),
            Node::Extension(code) => Node::Extension(*code),
            Node::Global(index) => {
                let Global { module, name } = &self.globals[*index as usize];
                copy.globals.push(Global { module: owned(module), name: owned(name) });
                Node::Global((copy.globals.len() - 1) as u32)
            }
            Node::Object(index) => {
                copy.objects.push(self.objects[*index as usize].renumbered(number));
                Node::Object((copy.objects.len() - 1) as u32)
            }
        }
    }

    /// Lets each `str` of Python 2 be a `bytes`.
    pub(crate) fn turn_byte_strings_into_bytes(&mut self) {
        for node in &mut self.nodes {
            if let Node::ByteString(bytes) = node {
                *node = Node::Bytes(std::mem::take(bytes));
            }
        }
    }

    /// Whether two graphs are of equal shape: the same values, containers and objects shared in the same way.
    pub(crate) fn is_equal(&self, other: &Graph<'_>) -> bool {
        let mut partners = Partners::default();
        partners.are(self.root, other.root);
        let mut left_to_compare = vec![(self.root, other.root)];
        while let Some((own, others)) = left_to_compare.pop() {
            if !self.is_equal_node(own, other, others) {
                return false;
            }
            for (own, others) in self.children(own).into_iter().zip(other.children(others)) {
                if self.is_leaf(own) {
                    left_to_compare.push((own, others));
                    continue;
                }
                match partners.are(own, others) {
                    Some(true) => {}
                    Some(false) => return false,
                    None => left_to_compare.push((own, others)),
                }
            }
        }
        true
    }

    /// Whether a value that the root reaches is a part of itself.
    pub(crate) fn contains_itself(&self) -> bool {
        enum Step {
            Enter(NodeId),
            Leave(NodeId),
        }
        let mut is_entered = vec![false; self.nodes.len()];
        let mut is_left = vec![false; self.nodes.len()];
        let mut steps = vec![Step::Enter(self.root)];
        while let Some(step) = steps.pop() {
            match step {
                Step::Leave(id) => is_left[id.0 as usize] = true,
                Step::Enter(id) if is_left[id.0 as usize] => {}
                Step::Enter(id) if is_entered[id.0 as usize] => return true,
                Step::Enter(id) => {
                    is_entered[id.0 as usize] = true;
                    steps.push(Step::Leave(id));
                    self.for_each_child(id, |child| steps.push(Step::Enter(child)));
                }
            }
        }
        false
    }

    fn children(&self, id: NodeId) -> Vec<NodeId> {
        let mut children = Vec::new();
        self.for_each_child(id, |child| children.push(child));
        children
    }

    /// Whether the node is a scalar: Python does not tell one shared from two equal ones.
    pub(crate) fn is_leaf(&self, id: NodeId) -> bool {
        let mut leaf = true;
        self.for_each_child(id, |_| leaf = false);
        leaf && !matches!(self.node(id), Node::List(_) | Node::Dict(_) | Node::Set(_) | Node::ByteArray(_))
    }

    /// Whether two nodes are equal but for their children.
    fn is_equal_node(&self, own: NodeId, other: &Graph<'_>, others: NodeId) -> bool {
        match (self.node(own), other.node(others)) {
            (Node::None, Node::None) => true,
            (Node::Bool(a), Node::Bool(b)) => a == b,
            (Node::Int(a), Node::Int(b)) => a == b,
            (Node::BigInt(a), Node::BigInt(b)) => a == b,
            (Node::Float(a), Node::Float(b)) => is_same_float(*a, *b),
            (Node::Complex(a), Node::Complex(b)) => is_same_float(a.0, b.0) && is_same_float(a.1, b.1),
            (Node::Str(a), Node::Str(b)) => a == b,
            (Node::SurrogateStr(a), Node::SurrogateStr(b))
            | (Node::ByteString(a), Node::ByteString(b))
            | (Node::Bytes(a), Node::Bytes(b))
            | (Node::ByteArray(a), Node::ByteArray(b)) => a == b,
            (Node::Buffer { index: a, .. }, Node::Buffer { index: b, .. }) => a == b,
            (Node::List(a), Node::List(b)) | (Node::Set(a), Node::Set(b)) => a.len() == b.len(),
            (Node::Tuple(a), Node::Tuple(b)) | (Node::FrozenSet(a), Node::FrozenSet(b)) => a.len() == b.len(),
            (Node::Dict(a), Node::Dict(b)) => a.len() == b.len(),
            (Node::Persistent(_), Node::Persistent(_)) => true,
            (Node::Extension(a), Node::Extension(b)) => a == b,
            (Node::Global(a), Node::Global(b)) => self.globals[*a as usize] == other.globals[*b as usize],
            (Node::Object(a), Node::Object(b)) => self.objects[*a as usize].is_same_shape(&other.objects[*b as usize]),
            _ => false,
        }
    }
}

/// Which nodes of two graphs stand for each other: one of each.
#[derive(Default)]
struct Partners {
    of_own: HashMap<NodeId, NodeId>,
    of_others: HashMap<NodeId, NodeId>,
}

impl Partners {
    /// Whether the two stand for each other; nothing when neither has been asked for yet, and from now on they do.
    fn are(&mut self, own: NodeId, others: NodeId) -> Option<bool> {
        match (self.of_own.get(&own), self.of_others.get(&others)) {
            (None, None) => {
                self.of_own.insert(own, others);
                self.of_others.insert(others, own);
                None
            }
            (before, _) => Some(before == Some(&others)),
        }
    }
}

/// Equal as Rust's floats are, and NaN is equal to itself, so that equality is reflexive.
pub(crate) fn is_same_float(a: f64, b: f64) -> bool {
    a == b || (a.is_nan() && b.is_nan())
}

impl Object {
    fn for_each_child(&self, mut visit: impl FnMut(NodeId)) {
        visit(self.callable);
        self.arguments.into_iter().chain(self.keywords).for_each(&mut visit);
        for effect in &self.effects {
            match effect {
                Effect::Build(id) | Effect::Call(id) => visit(*id),
                Effect::Append(ids) | Effect::AddItems(ids) => ids.iter().copied().for_each(&mut visit),
                Effect::SetItems(entries) => entries.iter().for_each(|&(key, value)| {
                    visit(key);
                    visit(value);
                }),
            }
        }
    }

    fn renumbered(&self, number: &impl Fn(NodeId) -> NodeId) -> Object {
        let all = |ids: &[NodeId]| ids.iter().map(|&id| number(id)).collect();
        let effect = |effect: &Effect| match effect {
            Effect::Build(id) => Effect::Build(number(*id)),
            Effect::Call(id) => Effect::Call(number(*id)),
            Effect::Append(ids) => Effect::Append(all(ids)),
            Effect::AddItems(ids) => Effect::AddItems(all(ids)),
            Effect::SetItems(entries) => {
                Effect::SetItems(entries.iter().map(|&(key, value)| (number(key), number(value))).collect())
            }
        };
        Object {
            construction: self.construction,
            callable: number(self.callable),
            arguments: self.arguments.map(number),
            keywords: self.keywords.map(number),
            effects: self.effects.iter().map(effect).collect(),
        }
    }

    fn is_same_shape(&self, other: &Object) -> bool {
        let kind = |effect: &Effect| match effect {
            Effect::Build(_) => (0, 1),
            Effect::Call(_) => (1, 1),
            Effect::Append(ids) => (2, ids.len()),
            Effect::AddItems(ids) => (3, ids.len()),
            Effect::SetItems(entries) => (4, entries.len()),
        };
        self.construction == other.construction
            && self.arguments.is_some() == other.arguments.is_some()
            && self.keywords.is_some() == other.keywords.is_some()
            && self.effects.iter().map(kind).eq(other.effects.iter().map(kind))
    }
}

fn owned<T: ?Sized + ToOwned>(text: &T) -> Cow<'static, T> {
    Cow::Owned(text.to_owned())
}
