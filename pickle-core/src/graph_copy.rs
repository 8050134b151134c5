//! Copying and comparing parts of a `Graph`, without recursion.

use std::borrow::Cow;
use std::collections::HashMap;

use crate::graph::{Effect, Global, Graph, Node, NodeId, Object, ObjectRecord, Record, Run, Runs, Tag};
use crate::int::Int;

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
            Node::Persistent(id) => visit(id),
            Node::Object(index) => self.for_each_part(index, visit),
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
        let mut copy = Graph { protocol: self.protocol, length: self.length, ..Graph::default() };
        copy.records.reserve_exact(order.len());
        let number = |id: NodeId| numbers[&id];
        for id in order {
            let record = self.copied_record(id, &number, &mut copy).at(self.offset(id));
            copy.records.push(record);
        }
        copy
    }

    /// How many bytes of text and data the graph holds, in names and large ints too.
    pub(crate) fn data_len(&self) -> usize {
        let big_ints: usize = self.big_ints.iter().map(Int::data_len).sum();
        let names: usize = self.globals.iter().map(Global::data_len).sum();
        self.texts.data_len() + self.bytes.data_len() + big_ints + names
    }

    /// The node with its own text and its children renumbered; whatever it is made of goes into `copy`.
    fn copied_record(&self, id: NodeId, number: &impl Fn(NodeId) -> NodeId, copy: &mut Graph<'static>) -> Record {
        let record = self.record(id);
        match self.node(id) {
            Node::None | Node::Bool(_) | Node::Int(_) | Node::Float(_) | Node::Buffer { .. } | Node::Extension(_) => {
                record
            }
            Node::BigInt(value) => copy.big_int_record(value.clone()),
            Node::Complex(parts) => copy.complex_record(parts),
            Node::Str(text) => Record::piece(record.tag(), copy.texts.add_owned(&text)),
            Node::SurrogateStr(bytes) | Node::ByteString(bytes) | Node::Bytes(bytes) | Node::ByteArray(bytes) => {
                Record::piece(record.tag(), copy.bytes.add_owned(&bytes))
            }
            Node::List(items) | Node::Tuple(items) | Node::Set(items) | Node::FrozenSet(items) => {
                Record::container(record.tag(), copy.items.add_copied(items, number))
            }
            Node::Dict(entries) => Record::container(record.tag(), copy.entries.add_copied(entries, pair(number))),
            Node::Persistent(id) => Record::persistent(number(id)),
            Node::Global(index) => {
                let Global { module, name } = &self.globals[index as usize];
                copy.globals.push(Global { module: owned(module), name: owned(name) });
                Record::numbered(record.tag(), (copy.globals.len() - 1) as u32)
            }
            Node::Object(index) => {
                let object = self.copied_object(self.objects[index as usize].view(&self.effects), number, copy);
                copy.objects.push(object);
                Record::numbered(record.tag(), (copy.objects.len() - 1) as u32)
            }
        }
    }

    /// The object with everything in it renumbered; its effects go into `copy`.
    fn copied_object(
        &self,
        object: Object<'_>,
        number: &impl Fn(NodeId) -> NodeId,
        copy: &mut Graph<'static>,
    ) -> ObjectRecord {
        let Graph { items, entries, effects, .. } = copy;
        let effect = |effect: Effect| match effect {
            Effect::Build(id) => Effect::Build(number(id)),
            Effect::Call(id) => Effect::Call(number(id)),
            Effect::Append(ids) => Effect::Append(items.add_copied(self.items.get(ids), number)),
            Effect::AddItems(ids) => Effect::AddItems(items.add_copied(self.items.get(ids), number)),
            Effect::SetItems(pairs) => Effect::SetItems(entries.add_copied(self.entries.get(pairs), pair(number))),
        };
        let mut copied = ObjectRecord::new(
            object.construction,
            number(object.callable),
            object.arguments.map(number),
            object.keywords.map(number),
        );
        for effect in object.effects.iter().copied().map(effect) {
            assert!(copied.push_effect(effect, effects), "a part of a graph is no larger than the graph");
        }
        copied
    }

    /// Lets each `str` of Python 2 be a `bytes`.
    pub(crate) fn turn_byte_strings_into_bytes(&mut self) {
        for record in &mut self.records {
            record.turn_byte_string_into_bytes();
        }
    }

    /// Puts these bytes in the place of an out-of-band buffer.
    pub(crate) fn fill_buffer(&mut self, id: NodeId, bytes: &[u8]) {
        let offset = self.offset(id);
        let tag = if self.record(id).tag() == Tag::ReadonlyBuffer { Tag::Bytes } else { Tag::ByteArray };
        self.records[id.0 as usize] = Record::piece(tag, self.bytes.add_owned(bytes)).at(offset);
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
        let mut is_entered = vec![false; self.len()];
        let mut is_left = vec![false; self.len()];
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

    /// Calls `visit` with the parts of an object.
    fn for_each_part(&self, index: u32, mut visit: impl FnMut(NodeId)) {
        let Some(object) = self.object(index) else { return };
        visit(object.callable);
        object.arguments.into_iter().chain(object.keywords).for_each(&mut visit);
        for effect in object.effects {
            match *effect {
                Effect::Build(id) | Effect::Call(id) => visit(id),
                Effect::Append(ids) | Effect::AddItems(ids) => {
                    self.items.get(ids).iter().copied().for_each(&mut visit);
                }
                Effect::SetItems(entries) => self.entries.get(entries).iter().for_each(|&(key, value)| {
                    visit(key);
                    visit(value);
                }),
            }
        }
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
            (Node::Float(a), Node::Float(b)) => is_same_float(a, b),
            (Node::Complex(a), Node::Complex(b)) => is_same_float(a.0, b.0) && is_same_float(a.1, b.1),
            (Node::Str(a), Node::Str(b)) => *a == *b,
            (Node::SurrogateStr(a), Node::SurrogateStr(b))
            | (Node::ByteString(a), Node::ByteString(b))
            | (Node::Bytes(a), Node::Bytes(b))
            | (Node::ByteArray(a), Node::ByteArray(b)) => *a == *b,
            (Node::Buffer { index: a, .. }, Node::Buffer { index: b, .. }) => a == b,
            (Node::List(a), Node::List(b)) | (Node::Set(a), Node::Set(b)) => a.len() == b.len(),
            (Node::Tuple(a), Node::Tuple(b)) | (Node::FrozenSet(a), Node::FrozenSet(b)) => a.len() == b.len(),
            (Node::Dict(a), Node::Dict(b)) => a.len() == b.len(),
            (Node::Persistent(_), Node::Persistent(_)) => true,
            (Node::Extension(a), Node::Extension(b)) => a == b,
            (Node::Global(a), Node::Global(b)) => self.globals[a as usize] == other.globals[b as usize],
            (Node::Object(a), Node::Object(b)) => {
                self.object(a).zip(other.object(b)).is_some_and(|(own, others)| own.is_same_shape(&others))
            }
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

impl Object<'_> {
    fn is_same_shape(&self, other: &Object<'_>) -> bool {
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

impl<T: Copy> Runs<T> {
    /// A new run of these items, each as `copied` gives it.
    fn add_copied(&mut self, items: &[T], copied: impl FnMut(T) -> T) -> Run {
        self.add(items.iter().copied().map(copied)).expect("a part of a graph is no larger than the graph")
    }
}

/// Renumbers a key and its value.
fn pair(number: &impl Fn(NodeId) -> NodeId) -> impl Fn((NodeId, NodeId)) -> (NodeId, NodeId) {
    move |(key, value)| (number(key), number(value))
}

fn owned<T: ?Sized + ToOwned>(text: &T) -> Cow<'static, T> {
    Cow::Owned(text.to_owned())
}
