//! The calls that stand for plain data: how protocols without an opcode for it write `bytes`, `bytearray`, `set`,
//! `frozenset` and `complex`.

use std::borrow::Cow;

use crate::error::Result;
use crate::graph::{Graph, Node, NodeId};
use crate::limits::Budget;

/// Gives the value of the call, if the arguments are as Python writes them.
type Evaluate = for<'de> fn(&Graph<'de>, &[NodeId]) -> Option<Node<'de>>;

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
) -> Result<Option<Node<'de>>> {
    let (Node::Global(number), Node::Tuple(arguments)) = (graph.node(callable), graph.node(arguments)) else {
        return Ok(None);
    };
    let Some(global) = graph.globals.get(*number as usize) else { return Ok(None) };
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
fn copied_bytes(node: &Node<'_>) -> usize {
    match node {
        Node::Str(Cow::Borrowed(text)) if text.is_ascii() => 0,
        Node::Str(text) => text.len(),
        Node::Bytes(Cow::Owned(bytes)) | Node::ByteArray(Cow::Owned(bytes)) | Node::ByteString(Cow::Owned(bytes)) => {
            bytes.len()
        }
        node => items(node).map_or(0, |items| items.len().saturating_mul(size_of::<NodeId>())),
    }
}

fn items<'n>(node: &'n Node<'_>) -> Option<&'n [NodeId]> {
    match node {
        Node::List(items) | Node::Set(items) => Some(items),
        Node::Tuple(items) | Node::FrozenSet(items) => Some(items),
        _ => None,
    }
}

/// `_codecs.encode(text, 'latin1')`.
fn encode<'de>(graph: &Graph<'de>, arguments: &[NodeId]) -> Option<Node<'de>> {
    latin1_arguments(graph, arguments).map(Node::Bytes)
}

/// `bytes()`, `bytes(b'..')`, `bytes([1, 2])`, `bytes(text, 'latin1')`.
fn bytes<'de>(graph: &Graph<'de>, arguments: &[NodeId]) -> Option<Node<'de>> {
    bytes_arguments(graph, arguments).map(Node::Bytes)
}

/// `bytearray()`, `bytearray(b'..')`, `bytearray([1, 2])`, `bytearray(text, 'latin-1')`.
fn bytearray<'de>(graph: &Graph<'de>, arguments: &[NodeId]) -> Option<Node<'de>> {
    bytes_arguments(graph, arguments).map(Node::ByteArray)
}

fn set<'de>(graph: &Graph<'de>, arguments: &[NodeId]) -> Option<Node<'de>> {
    members(graph, arguments).map(|members| Node::Set(members.to_vec()))
}

fn frozenset<'de>(graph: &Graph<'de>, arguments: &[NodeId]) -> Option<Node<'de>> {
    members(graph, arguments).map(|members| Node::FrozenSet(members.into()))
}

/// `complex(real, imaginary)`.
fn complex<'de>(graph: &Graph<'de>, arguments: &[NodeId]) -> Option<Node<'de>> {
    match arguments {
        [real, imaginary] => Some(Node::Complex(Box::new((float(graph.node(*real))?, float(graph.node(*imaginary))?)))),
        _ => None,
    }
}

fn float(node: &Node<'_>) -> Option<f64> {
    match node {
        Node::Float(value) => Some(*value),
        Node::Int(value) => i32::try_from(*value).ok().map(f64::from),
        _ => None,
    }
}

fn members<'g>(graph: &'g Graph<'_>, arguments: &[NodeId]) -> Option<&'g [NodeId]> {
    match arguments {
        [] => Some(&[]),
        [iterable] => items(graph.node(*iterable)),
        _ => None,
    }
}

fn bytes_arguments<'de>(graph: &Graph<'de>, arguments: &[NodeId]) -> Option<Cow<'de, [u8]>> {
    match arguments {
        [] => Some(Cow::Borrowed(&[])),
        [source] => match graph.node(*source) {
            Node::Bytes(bytes) | Node::ByteArray(bytes) => Some(bytes.clone()),
            Node::List(items) => items.iter().map(|id| byte(graph.node(*id))).collect::<Option<_>>().map(Cow::Owned),
            _ => None,
        },
        arguments => latin1_arguments(graph, arguments),
    }
}

fn byte(node: &Node<'_>) -> Option<u8> {
    match node {
        Node::Int(value) => u8::try_from(*value).ok(),
        _ => None,
    }
}

fn latin1_arguments<'de>(graph: &Graph<'de>, arguments: &[NodeId]) -> Option<Cow<'de, [u8]>> {
    match arguments {
        [text, encoding] if is_latin1(graph.node(*encoding)) => match graph.node(*text) {
            Node::Str(Cow::Borrowed(text)) if text.is_ascii() => Some(Cow::Borrowed(text.as_bytes())),
            Node::Str(text) => text.chars().map(|c| u8::try_from(c).ok()).collect::<Option<_>>().map(Cow::Owned),
            Node::ByteString(bytes) if bytes.is_ascii() => Some(bytes.clone()),
            _ => None,
        },
        _ => None,
    }
}

/// Whether Python takes the name for Latin-1; it looks at neither case nor `_` or `-`.
fn is_latin1(encoding: &Node<'_>) -> bool {
    let name = match encoding {
        Node::Str(name) => name.as_bytes(),
        Node::ByteString(name) => name,
        _ => return false,
    };
    ["latin1", "latin-1", "latin_1", "iso-8859-1", "iso8859-1", "iso_8859_1"]
        .iter()
        .any(|known| known.as_bytes().eq_ignore_ascii_case(name))
}
