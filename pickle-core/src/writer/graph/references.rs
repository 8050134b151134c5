//! Which nodes of a `Graph` the pickle has to remember: those that it refers to more than once.

use crate::graph::{Construction, Effect, Graph, Node, NodeId};
use crate::protocol::Protocol;

/// How often each node is written, and what follows from it for the memo.
pub(super) struct References {
    seen: Vec<Seen>,
    /// Whether a value that exists only after its parts contains itself. Its parts are then written twice, and their
    /// own parts must not be.
    remembers_all: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Seen {
    once: bool,
    again: bool,
    /// Whether the walk is among the parts that the value cannot exist without.
    unfinished: bool,
}

enum Step {
    Visit(NodeId),
    Finish(NodeId),
}

impl References {
    /// Walks what the root reaches, in the order in which it is written.
    pub(super) fn count(graph: &Graph<'_>, protocol: Protocol) -> References {
        let mut references = References { seen: vec![Seen::default(); graph.len()], remembers_all: false };
        let mut steps = vec![Step::Visit(graph.root)];
        while let Some(step) = steps.pop() {
            match step {
                Step::Finish(id) => references.seen[id.0 as usize].unfinished = false,
                Step::Visit(id) => {
                    let seen = &mut references.seen[id.0 as usize];
                    if seen.once {
                        seen.again = true;
                        references.remembers_all |= seen.unfinished;
                        continue;
                    }
                    seen.once = true;
                    let first = steps.len();
                    let (is_late, finish) = push_parts(graph, id, protocol, &mut steps);
                    seen.unfinished = is_late;
                    if is_late {
                        steps.insert(finish, Step::Finish(id));
                    }
                    steps[first..].reverse();
                }
            }
        }
        references
    }

    /// Whether the memo has to hold the node.
    pub(super) fn is_remembered(&self, id: NodeId) -> bool {
        self.remembers_all || self.is_shared(id)
    }

    /// Whether the node is referred to more than once.
    pub(super) fn is_shared(&self, id: NodeId) -> bool {
        self.seen[id.0 as usize].again
    }
}

/// Appends the parts of a node in the order in which they are written. Gives whether the node exists only after some of
/// them, and the place behind those.
fn push_parts(graph: &Graph<'_>, id: NodeId, protocol: Protocol, steps: &mut Vec<Step>) -> (bool, usize) {
    match graph.node(id) {
        Node::List(items) => visit_all(items, steps),
        Node::Tuple(items) | Node::FrozenSet(items) => visit_all(items, steps),
        Node::Set(items) => visit_all(items, steps),
        Node::Dict(entries) => visit_entries(entries, steps),
        Node::Persistent(id) => steps.push(Step::Visit(id)),
        Node::Object(index) => return push_object_parts(graph, index, protocol, steps),
        _ => {}
    }
    let is_late = match graph.node(id) {
        Node::Tuple(_) | Node::FrozenSet(_) | Node::Persistent(_) => true,
        Node::Set(_) => protocol < Protocol::V4,
        _ => false,
    };
    (is_late, steps.len())
}

fn push_object_parts(graph: &Graph<'_>, index: u32, protocol: Protocol, steps: &mut Vec<Step>) -> (bool, usize) {
    let Some(object) = graph.object(index) else { return (false, steps.len()) };
    steps.push(Step::Visit(object.callable));
    if object.construction == Construction::NewObjEx && protocol < Protocol::V4 {
        steps.push(Step::Visit(object.callable));
    }
    match object.arguments {
        Some(arguments) if spreads_arguments(object.construction, protocol) => {
            visit_all(graph_tuple(graph, arguments).unwrap_or_default(), steps);
        }
        arguments => steps.extend(arguments.map(Step::Visit)),
    }
    steps.extend(object.keywords.map(Step::Visit));
    let made = steps.len();
    for effect in object.effects {
        match *effect {
            Effect::Build(id) | Effect::Call(id) => steps.push(Step::Visit(id)),
            Effect::Append(ids) | Effect::AddItems(ids) => visit_all(graph.items.get(ids), steps),
            Effect::SetItems(entries) => visit_entries(graph.entries.get(entries), steps),
        }
    }
    (true, made)
}

/// Whether the items of the arguments' tuple are written among others, instead of the tuple.
pub(super) fn spreads_arguments(construction: Construction, protocol: Protocol) -> bool {
    match construction {
        Construction::Inst => true,
        Construction::NewObj => protocol < Protocol::V2,
        Construction::NewObjEx => protocol < Protocol::V4,
        Construction::Reduce | Construction::Existing => false,
    }
}

/// The items of a tuple.
pub(super) fn graph_tuple<'g>(graph: &'g Graph<'_>, id: NodeId) -> Option<&'g [NodeId]> {
    match graph.node(id) {
        Node::Tuple(items) => Some(items),
        _ => None,
    }
}

fn visit_all(ids: &[NodeId], steps: &mut Vec<Step>) {
    steps.extend(ids.iter().copied().map(Step::Visit));
}

fn visit_entries(entries: &[(NodeId, NodeId)], steps: &mut Vec<Step>) {
    steps.extend(entries.iter().flat_map(|&(key, value)| [Step::Visit(key), Step::Visit(value)]));
}
