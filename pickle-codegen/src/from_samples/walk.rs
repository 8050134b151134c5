//! The walk through one pickle: every value is noted at the shape of its place, every object at its class, and every
//! reference to something that others may refer to is kept as an edge.

use std::collections::HashMap;
use std::vec::IntoIter;

use pickle_core::schema::ClassName;
use pickle_core::{Global, Graph, NodeId, NodeRef, ObjectEffect, ObjectRef, Value};

use super::observations::Observations;
use super::shapes::{ClassId, Kind, Reason, ShapeId, Sighting};
use super::standard::Standard;

/// A reference from one value of a pickle to another, at a place.
#[derive(Debug, Clone, Copy)]
pub(super) struct Edge {
    pub(super) from: NodeId,
    pub(super) to: NodeId,
    pub(super) shape: ShapeId,
    pub(super) kind: Option<Kind>,
}

/// The references in a pickle.
#[derive(Debug)]
pub(super) struct WalkedPickle {
    pub(super) root: NodeId,
    pub(super) edges: Vec<Edge>,
}

/// What a value is at the first look, and what it holds, each with its place.
struct Look<'g, 'de> {
    /// Nothing where the place is `Any` because of it.
    kind: Option<Kind>,
    children: Vec<Child<'g, 'de>>,
}

type Child<'g, 'de> = (NodeRef<'g, 'de>, ShapeId);

/// A value that was met before.
#[derive(Clone, Copy)]
struct Visit {
    /// The place where it was met first.
    shape: ShapeId,
    kind: Option<Kind>,
    /// Whether what it holds is being walked through.
    is_open: bool,
}

/// Notes all that a pickle holds; `sighting` is where it begins.
pub(super) fn walk(observations: &mut Observations, graph: &Graph<'_>, sighting: Sighting) -> WalkedPickle {
    let root = observations.root;
    let mut walk = Walk {
        observations,
        start: sighting,
        visits: HashMap::new(),
        values: HashMap::new(),
        edges: Vec::new(),
        parts_left: PARTS_PER_NODE.saturating_mul(graph.len()).saturating_add(MOST_PARTS_OF_ALL),
    };
    let mut open: Vec<(NodeId, IntoIter<Child<'_, '_>>)> = Vec::new();
    open.extend(walk.enter(graph.root(), root));
    while let Some((node, children)) = open.last_mut() {
        match children.next() {
            None => {
                walk.leave(*node);
                open.pop();
            }
            Some((child, shape)) => {
                let from = *node;
                let entered = walk.enter(child, shape);
                walk.note_edge(from, child.id(), shape);
                open.extend(entered);
            }
        }
    }
    WalkedPickle { root: graph.root().id(), edges: walk.edges }
}

/// How many parts of objects are looked at for each value of the pickle, and for each pickle: a pickle can give the same
/// long tuple to each of many classes.
const PARTS_PER_NODE: usize = 8;
const MOST_PARTS_OF_ALL: usize = 4 << 10;

struct Walk<'o> {
    observations: &'o mut Observations,
    /// The sample, and where in it the pickle begins.
    start: Sighting,
    visits: HashMap<NodeId, Visit>,
    /// What calls of a class with one plain value gave.
    values: HashMap<(ClassId, String), NodeId>,
    edges: Vec<Edge>,
    /// How many more parts of objects are looked at.
    parts_left: usize,
}

impl Walk<'_> {
    /// Notes a value at a place; what it holds, if it is met for the first time.
    fn enter<'g, 'de>(&mut self, node: NodeRef<'g, 'de>, shape: ShapeId) -> Option<(NodeId, IntoIter<Child<'g, 'de>>)> {
        if let Some(visit) = self.visits.get(&node.id()).copied() {
            self.enter_again(node, shape, visit);
            return None;
        }
        let look = self.look(node, shape)?;
        self.parts_left = self.parts_left.saturating_sub(look.children.len());
        self.visits.insert(node.id(), Visit { shape, kind: look.kind, is_open: true });
        Some((node.id(), look.children.into_iter()))
    }

    fn enter_again(&mut self, node: NodeRef<'_, '_>, shape: ShapeId, visit: Visit) {
        let seen = self.sighting(node);
        let shapes = &mut self.observations.shapes;
        let Some(kind) = visit.kind else {
            shapes.shape_mut(shape).make_opaque(Reason::NoType, Some(seen));
            shapes.shape_mut(shape).has_shared_any = true;
            shapes.shape_mut(visit.shape).has_shared_any = true;
            return;
        };
        shapes.unify_alternatives(visit.shape, shape, kind);
        if kind.has_identity() {
            shapes.note(visit.shape, kind).is_shared = true;
            shapes.note(shape, kind).is_shared = true;
        }
        if visit.is_open {
            shapes.note(shape, kind).is_back_reference = true;
            // Only an instance can be referred to by a `Weak`.
            if !matches!(kind, Kind::Instance(_)) {
                shapes.shape_mut(visit.shape).make_opaque(Reason::HoldsItself, Some(seen));
                shapes.shape_mut(shape).make_opaque(Reason::HoldsItself, Some(seen));
            }
        }
    }

    fn leave(&mut self, node: NodeId) {
        if let Some(visit) = self.visits.get_mut(&node) {
            visit.is_open = false;
        }
    }

    /// Scalars have no edges: nobody asks who owns them.
    fn note_edge(&mut self, from: NodeId, to: NodeId, shape: ShapeId) {
        if let Some(visit) = self.visits.get(&to) {
            self.edges.push(Edge { from, to, shape, kind: visit.kind });
        }
    }

    fn sighting(&self, node: NodeRef<'_, '_>) -> Sighting {
        Sighting { sample: self.start.sample, offset: self.start.offset.saturating_add(node.offset()) }
    }

    /// Notes the value at its place; nothing where it is a scalar.
    fn look<'g, 'de>(&mut self, node: NodeRef<'g, 'de>, shape: ShapeId) -> Option<Look<'g, 'de>> {
        let scalar = match node.value() {
            Value::None => Kind::None,
            Value::Bool(_) => Kind::Bool,
            Value::Float(_) => Kind::Float,
            Value::Complex(..) => Kind::Standard(Standard::complex()),
            Value::Str(_) => Kind::Str,
            Value::ByteString(bytes) if bytes.is_ascii() => Kind::OldText,
            Value::ByteString(_) => Kind::OldData,
            Value::Bytes(_) => Kind::Bytes,
            Value::Global(_) => Kind::Global,
            Value::Int(value) => {
                self.observations.shapes.note_int(shape, value);
                return None;
            }
            Value::ByteArray(_) => return Some(self.holds(shape, Kind::ByteArray, Vec::new())),
            Value::List(items) => return Some(self.holds_items(shape, Kind::List, items)),
            Value::Set(items) => return Some(self.holds_items(shape, Kind::Set, items)),
            Value::FrozenSet(items) => return Some(self.holds_items(shape, Kind::FrozenSet, items)),
            Value::Dict(entries) => return Some(self.holds_entries(shape, Kind::Dict, entries)),
            Value::Tuple(items) => {
                let parts = self.observations.shapes.parts_of(shape, Kind::Tuple, items.len());
                return Some(Look { kind: Some(Kind::Tuple), children: items.into_iter().zip(parts).collect() });
            }
            Value::Object(object) => return self.look_at_object(node, object, shape),
            Value::SurrogateStr(_) => return Some(self.is_any(node, shape, Reason::Surrogates, Vec::new())),
            Value::Persistent(id) => return Some(self.is_any(node, shape, Reason::Outside, vec![id])),
            _ => return Some(self.is_any(node, shape, Reason::Outside, Vec::new())),
        };
        self.observations.shapes.note(shape, scalar);
        None
    }

    fn holds<'g, 'de>(&mut self, shape: ShapeId, kind: Kind, children: Vec<Child<'g, 'de>>) -> Look<'g, 'de> {
        self.observations.shapes.note(shape, kind);
        Look { kind: Some(kind), children }
    }

    fn holds_items<'g, 'de>(&mut self, shape: ShapeId, kind: Kind, items: Vec<NodeRef<'g, 'de>>) -> Look<'g, 'de> {
        let parts = self.observations.shapes.parts_of(shape, kind, 1);
        let children = items.into_iter().map(|item| (item, parts[0])).collect();
        Look { kind: Some(kind), children }
    }

    fn holds_entries<'g, 'de>(
        &mut self,
        shape: ShapeId,
        kind: Kind,
        entries: Vec<(NodeRef<'g, 'de>, NodeRef<'g, 'de>)>,
    ) -> Look<'g, 'de> {
        let parts = self.observations.shapes.parts_of(shape, kind, 2);
        let children = entries.into_iter().flat_map(|(key, value)| [(key, parts[0]), (value, parts[1])]).collect();
        Look { kind: Some(kind), children }
    }

    /// The place is `Any`. What the value holds is looked at all the same, as there may be objects in it.
    fn is_any<'g, 'de>(
        &mut self,
        node: NodeRef<'g, 'de>,
        shape: ShapeId,
        reason: Reason,
        held: Vec<NodeRef<'g, 'de>>,
    ) -> Look<'g, 'de> {
        let seen = self.sighting(node);
        self.observations.shapes.shape_mut(shape).make_opaque(reason, Some(seen));
        Look { kind: None, children: self.apart(held, seen) }
    }

    /// Values that are a part of something without a type: each has a place of its own.
    fn apart<'g, 'de>(&mut self, held: Vec<NodeRef<'g, 'de>>, seen: Sighting) -> Vec<Child<'g, 'de>> {
        let shapes = &mut self.observations.shapes;
        held.into_iter().map(|node| (node, shapes.new_opaque(Reason::NoType, seen))).collect()
    }

    fn look_at_object<'g, 'de>(
        &mut self,
        node: NodeRef<'g, 'de>,
        object: ObjectRef<'g, 'de>,
        shape: ShapeId,
    ) -> Option<Look<'g, 'de>> {
        if self.parts_left == 0 {
            return Some(self.is_any(node, shape, Reason::TooMany, Vec::new()));
        }
        if node.global_name().is_some() || is_singleton_class(object) {
            self.observations.shapes.note(shape, Kind::Global);
            return None;
        }
        let Some(class) = object.callable().and_then(NodeRef::global_name) else {
            return Some(self.is_any(node, shape, Reason::NoType, all_parts(object)));
        };
        if let Some(look) = self.look_at_collection(object, &class, shape) {
            return Some(look);
        }
        if let Some(standard) = Standard::of_object(node, object, &class) {
            let seen = self.sighting(node);
            let children = self.apart(all_parts(object), seen);
            return Some(self.holds(shape, Kind::Standard(standard), children));
        }
        if is_no_class(&class) {
            return Some(self.is_any(node, shape, Reason::NoType, all_parts(object)));
        }
        let class = self.observations.class_id(ClassName::new(class.module, class.name));
        Some(self.look_at_instance(node, object, class, shape))
    }

    fn look_at_instance<'g, 'de>(
        &mut self,
        node: NodeRef<'g, 'de>,
        object: ObjectRef<'g, 'de>,
        class: ClassId,
        shape: ShapeId,
    ) -> Look<'g, 'de> {
        let seen = self.sighting(node);
        let states = object.states().into_iter().filter_map(NodeRef::part_count);
        self.parts_left = self.parts_left.saturating_sub(states.sum());
        let children = self.observations.observe(class, object, seen);
        if let Some(value) = plain_value(object) {
            let known = *self.values.entry((class, value)).or_insert(node.id());
            if known != node.id() {
                self.observations.class_mut(class).are_values_unique = false;
            }
        } else {
            self.observations.class_mut(class).are_values_unique = false;
        }
        self.holds(shape, Kind::Instance(class), children)
    }

    /// The classes of `collections` that have a type for what they hold.
    fn look_at_collection<'g, 'de>(
        &mut self,
        object: ObjectRef<'g, 'de>,
        class: &Global<'_>,
        shape: ShapeId,
    ) -> Option<Look<'g, 'de>> {
        if class.module != "collections" || !object.is_call() || !object.states().is_empty() {
            return None;
        }
        let arguments = object.arguments();
        self.parts_left =
            self.parts_left.saturating_sub(arguments.first().and_then(|node| node.part_count()).unwrap_or(0));
        let first = arguments.first().map(|argument| argument.value());
        match (&*class.name, first) {
            ("OrderedDict", None) => Some(self.holds_entries(shape, Kind::OrderedDict, object.entries())),
            ("OrderedDict", Some(Value::List(pairs))) => {
                let entries: Option<Vec<_>> = pairs.into_iter().map(pair).collect();
                Some(self.holds_entries(shape, Kind::OrderedDict, entries?))
            }
            ("defaultdict", None | Some(Value::None | Value::Global(_))) => {
                Some(self.holds_entries(shape, Kind::DefaultDict, object.entries()))
            }
            ("Counter", Some(Value::Dict(entries))) => {
                let items: Vec<NodeRef<'_, '_>> = entries.iter().map(|entry| entry.0).collect();
                let are_numbers = entries.iter().all(|(_, count)| count.load::<i64>().is_ok());
                are_numbers.then(|| self.holds_items(shape, Kind::Counter, items))
            }
            ("deque", None) => Some(self.holds_items(shape, Kind::Deque, object.items())),
            ("deque", Some(Value::Tuple(items) | Value::List(items))) => {
                Some(self.holds_items(shape, Kind::Deque, items.into_iter().chain(object.items()).collect()))
            }
            _ => None,
        }
    }
}

/// A list or a tuple of two.
fn pair<'g, 'de>(node: NodeRef<'g, 'de>) -> Option<(NodeRef<'g, 'de>, NodeRef<'g, 'de>)> {
    if node.part_count() != Some(2) {
        return None;
    }
    match node.value() {
        Value::List(items) | Value::Tuple(items) => match items[..] {
            [key, value] => Some((key, value)),
            _ => None,
        },
        _ => None,
    }
}

/// Whether it is `type(None)` or its like, which is a name in Rust.
fn is_singleton_class(object: ObjectRef<'_, '_>) -> bool {
    let is_type = object.class_name().is_some_and(|name| name == "builtins.type");
    let is_singleton = |argument: &NodeRef<'_, '_>| match argument.value() {
        Value::None => true,
        Value::Global(name) => matches!(&*name.name, "Ellipsis" | "NotImplemented"),
        _ => false,
    };
    is_type
        && matches!(&object.arguments()[..], [argument] if argument.part_count().is_none() && is_singleton(argument))
}

/// Whether a callable makes objects of other classes than itself: the functions that Python's own classes name.
fn is_no_class(callable: &Global<'_>) -> bool {
    const FUNCTIONS: &[&str] =
        &["builtins", "_operator", "operator", "functools", "itertools", "copyreg", "_codecs", "codecs"];
    FUNCTIONS.contains(&&*callable.module)
}

/// All that an object is made of and gets then.
fn all_parts<'g, 'de>(object: ObjectRef<'g, 'de>) -> Vec<NodeRef<'g, 'de>> {
    let mut parts: Vec<NodeRef<'g, 'de>> = object.callable().into_iter().chain(object.existing()).collect();
    parts.extend(object.arguments());
    parts.extend(object.keywords().into_iter().map(|(_, value)| value));
    for effect in object.effects() {
        match effect {
            ObjectEffect::State(state) | ObjectEffect::Call(state) => parts.push(state),
            ObjectEffect::Append(items) | ObjectEffect::Add(items) => parts.extend(items),
            ObjectEffect::SetItems(entries) => parts.extend(entries.into_iter().flat_map(|(key, value)| [key, value])),
            _ => {}
        }
    }
    parts
}

/// The one plain value that a class is called with, if that is all, so that it may be a member of an enumeration.
fn plain_value(object: ObjectRef<'_, '_>) -> Option<String> {
    const LONGEST: usize = 256;
    let [argument] = object.arguments()[..] else { return None };
    if !object.is_call() || !object.effects().is_empty() || argument.part_count().is_some() {
        return None;
    }
    match argument.value() {
        Value::None => Some("None".to_owned()),
        Value::Bool(value) => Some(format!("{value:?}")),
        Value::Int(value) if value.bit_length() < 256 => Some(format!("int {value}")),
        Value::Float(value) => Some(format!("float {:x}", value.to_bits())),
        // A number as a text is what number classes are called with, and no name.
        Value::Str(text) if text.len() <= LONGEST && text.parse::<f64>().is_err() => Some(format!("str {text}")),
        _ => None,
    }
}
