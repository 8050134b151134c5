//! The calls that stand for plain data: how protocols without an opcode for it write `bytes`, `bytearray`, `set`,
//! `frozenset` and `complex`.

use std::borrow::Cow;

use crate::encoding::{is_latin1, latin1_bytes};
use crate::error::Result;
use crate::graph::{Graph, Held, Node, NodeId, Record, Run, Tag};
use crate::limits::Budget;

use super::{Machine, too_many_items};

/// What a call makes.
pub(super) enum Data<'de> {
    /// The same bytes as those of a node that there is, as another kind of node.
    SameBytes(Tag, NodeId),
    Bytes(Tag, Cow<'de, [u8]>),
    /// A set or frozenset of these members.
    Members(Tag, Run),
    Complex((f64, f64)),
}

/// Gives the value of the call, if the arguments are as Python writes them.
type Evaluate = for<'de> fn(&Graph<'de>, &[NodeId]) -> Option<Data<'de>>;

/// Each callable by its name in Python 3; below protocol 3 the names have been mapped already.
const CALLS: [(&str, &str, Evaluate); 6] = [
    ("_codecs", "encode", encode),
    ("builtins", "bytes", bytes),
    ("builtins", "bytearray", bytearray),
    ("builtins", "set", set),
    ("builtins", "frozenset", frozenset),
    ("builtins", "complex", complex),
];

/// The data that a call makes, or nothing where the call has to stay a call.
pub(super) fn evaluate<'de>(
    graph: &Graph<'de>,
    callable: NodeId,
    arguments: NodeId,
    budget: &mut Budget,
) -> Result<Option<Data<'de>>> {
    let (Node::Global(number), Node::Tuple(arguments)) = (graph.node(callable), graph.node(arguments)) else {
        return Ok(None);
    };
    let Some(global) = graph.globals.get(number as usize) else { return Ok(None) };
    let module = match &*global.module {
        // dill writes Python 2's name at every protocol.
        "__builtin__" => "builtins",
        module => module,
    };
    let call = CALLS.iter().find(|call| call.0 == module && call.1 == global.name);
    match (call, arguments.first()) {
        (Some((_, _, evaluate)), argument) => {
            budget.charge_items(argument.map_or(0, |id| copied_bytes(graph.node(*id))), 1)?;
            Ok(evaluate(graph, arguments))
        }
        (None, _) => Ok(None),
    }
}

/// How many bytes a copy of this argument takes.
fn copied_bytes(node: Node<'_, '_>) -> usize {
    match node {
        Node::Str(Held::Borrowed(text)) if text.is_ascii() => 0,
        Node::Str(text) => text.len(),
        node => items(node).map_or(0, |items| items.len().saturating_mul(size_of::<NodeId>())),
    }
}

fn items<'g>(node: Node<'g, '_>) -> Option<&'g [NodeId]> {
    match node {
        Node::List(items) | Node::Set(items) | Node::Tuple(items) | Node::FrozenSet(items) => Some(items),
        _ => None,
    }
}

/// `_codecs.encode(text, 'latin1')`.
fn encode<'de>(graph: &Graph<'de>, arguments: &[NodeId]) -> Option<Data<'de>> {
    latin1_arguments(graph, arguments, Tag::Bytes)
}

/// `bytes()`, `bytes(b'..')`, `bytes([1, 2])`, `bytes(text, 'latin1')`.
fn bytes<'de>(graph: &Graph<'de>, arguments: &[NodeId]) -> Option<Data<'de>> {
    bytes_arguments(graph, arguments, Tag::Bytes)
}

/// `bytearray()`, `bytearray(b'..')`, `bytearray([1, 2])`, `bytearray(text, 'latin-1')`.
fn bytearray<'de>(graph: &Graph<'de>, arguments: &[NodeId]) -> Option<Data<'de>> {
    bytes_arguments(graph, arguments, Tag::ByteArray)
}

fn set<'de>(graph: &Graph<'de>, arguments: &[NodeId]) -> Option<Data<'de>> {
    members(graph, arguments).map(|members| Data::Members(Tag::Set, members))
}

fn frozenset<'de>(graph: &Graph<'de>, arguments: &[NodeId]) -> Option<Data<'de>> {
    members(graph, arguments).map(|members| Data::Members(Tag::FrozenSet, members))
}

/// `complex(real, imaginary)`.
fn complex<'de>(graph: &Graph<'de>, arguments: &[NodeId]) -> Option<Data<'de>> {
    match arguments {
        [real, imaginary] => Some(Data::Complex((float(graph.node(*real))?, float(graph.node(*imaginary))?))),
        _ => None,
    }
}

fn float(node: Node<'_, '_>) -> Option<f64> {
    match node {
        Node::Float(value) => Some(value),
        Node::Int(value) => i32::try_from(value).ok().map(f64::from),
        _ => None,
    }
}

/// The items of the one argument.
fn members(graph: &Graph<'_>, arguments: &[NodeId]) -> Option<Run> {
    match arguments {
        [] => Some(Run::EMPTY),
        [iterable] => items(graph.node(*iterable)).map(|_| graph.record(*iterable).run()),
        _ => None,
    }
}

fn bytes_arguments<'de>(graph: &Graph<'de>, arguments: &[NodeId], tag: Tag) -> Option<Data<'de>> {
    match arguments {
        [] => Some(Data::Bytes(tag, Cow::Borrowed(&[]))),
        [source] => match graph.node(*source) {
            Node::Bytes(_) | Node::ByteArray(_) => Some(Data::SameBytes(tag, *source)),
            Node::List(items) => {
                let bytes = items.iter().map(|id| byte(graph.node(*id))).collect::<Option<_>>();
                bytes.map(|bytes| Data::Bytes(tag, Cow::Owned(bytes)))
            }
            _ => None,
        },
        arguments => latin1_arguments(graph, arguments, tag),
    }
}

fn byte(node: Node<'_, '_>) -> Option<u8> {
    match node {
        Node::Int(value) => u8::try_from(value).ok(),
        _ => None,
    }
}

fn latin1_arguments<'de>(graph: &Graph<'de>, arguments: &[NodeId], tag: Tag) -> Option<Data<'de>> {
    let [text, encoding] = arguments else { return None };
    if !names_latin1(graph.node(*encoding)) {
        return None;
    }
    match graph.node(*text) {
        Node::Str(Held::Borrowed(text)) => latin1_bytes(text).map(|bytes| Data::Bytes(tag, bytes)),
        Node::Str(text) => latin1_bytes(&text).map(|bytes| Data::Bytes(tag, Cow::Owned(bytes.into_owned()))),
        Node::ByteString(bytes) if bytes.is_ascii() => Some(Data::SameBytes(tag, *text)),
        _ => None,
    }
}

/// Whether the value names Latin-1.
fn names_latin1(encoding: Node<'_, '_>) -> bool {
    match &encoding {
        Node::Str(name) => is_latin1(name.as_bytes()),
        Node::ByteString(name) => is_latin1(name),
        _ => false,
    }
}

impl<'de> Machine<'_, 'de, '_> {
    pub(super) fn push_data(&mut self, data: Data<'de>) -> Result<()> {
        match data {
            Data::SameBytes(tag, id) => self.push_node(self.graph.record(id).retagged(tag)),
            Data::Bytes(tag, bytes) => self.push_piece(tag, |graph| graph.bytes.add(bytes)),
            Data::Members(tag, members) => {
                let members = self.graph.items.copy(members).ok_or_else(too_many_items)?;
                self.push_node(Record::container(tag, members))?;
                self.note_keys_of_top()
            }
            Data::Complex(value) => {
                self.budget.charge_items(1, size_of::<(f64, f64)>())?;
                let record = self.graph.complex_record(value);
                self.push_node(record)
            }
        }
    }
}
