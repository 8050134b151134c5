//! Every kind of value has a write test at every protocol that can hold it.
//!
//! `tests/writing.rs` dumps each pickle of `tests/data/graphs.txt` at every protocol, and CPython loads it; here is that
//! these have every kind.

use std::collections::BTreeSet;

use super::*;
use crate::graph::Construction;
use crate::{Pickler, Unpickler};

/// Written by `tests/data/make_graphs.py`.
const GRAPHS: &str = include_str!("../../../tests/data/graphs.txt");

/// Every kind, with the lowest protocol that can hold it.
const KINDS: [(&str, Protocol); 25] = [
    ("None", Protocol::V0),
    ("bool", Protocol::V0),
    ("int", Protocol::V0),
    ("int outside 64 bits", Protocol::V0),
    ("float", Protocol::V0),
    ("complex", Protocol::V0),
    ("str", Protocol::V0),
    ("str with lone surrogates", Protocol::V0),
    ("str of Python 2", Protocol::V0),
    ("bytes", Protocol::V0),
    ("bytearray", Protocol::V0),
    ("buffer", Protocol::V5),
    ("list", Protocol::V0),
    ("tuple", Protocol::V0),
    ("dict", Protocol::V0),
    ("set", Protocol::V0),
    ("frozenset", Protocol::V0),
    ("global", Protocol::V0),
    ("REDUCE", Protocol::V0),
    ("NEWOBJ", Protocol::V0),
    ("NEWOBJ_EX", Protocol::V0),
    ("INST and OBJ", Protocol::V0),
    ("a global with a state", Protocol::V0),
    ("persistent id", Protocol::V0),
    ("extension code", Protocol::V2),
];

/// A new kind of node has no name here, and so this does not compile.
fn kind(graph: &Graph<'_>, node: Node<'_, '_>) -> &'static str {
    match node {
        Node::None => "None",
        Node::Bool(_) => "bool",
        Node::Int(_) => "int",
        Node::BigInt(_) => "int outside 64 bits",
        Node::Float(_) => "float",
        Node::Complex(_) => "complex",
        Node::Str(_) => "str",
        Node::SurrogateStr(_) => "str with lone surrogates",
        Node::ByteString(_) => "str of Python 2",
        Node::Bytes(_) => "bytes",
        Node::ByteArray(_) => "bytearray",
        Node::Buffer { .. } => "buffer",
        Node::List(_) => "list",
        Node::Tuple(_) => "tuple",
        Node::Dict(_) => "dict",
        Node::Set(_) => "set",
        Node::FrozenSet(_) => "frozenset",
        Node::Global(_) => "global",
        Node::Object(index) => match graph.object(index).unwrap().construction {
            Construction::Reduce => "REDUCE",
            Construction::NewObj => "NEWOBJ",
            Construction::NewObjEx => "NEWOBJ_EX",
            Construction::Inst => "INST and OBJ",
            Construction::Existing => "a global with a state",
        },
        Node::Persistent(_) => "persistent id",
        Node::Extension(_) => "extension code",
    }
}

#[test]
fn every_kind_of_value_is_written_at_every_protocol_that_can_hold_it() {
    let mut written = BTreeSet::new();
    for line in GRAPHS.lines() {
        let pickle = unhex(line.rsplit('\t').next().unwrap());
        let graph = Unpickler::new().buffers([&b"first"[..], b"second"]).graph(&pickle).unwrap();
        for protocol in Protocol::ALL {
            if Pickler::new().protocol(protocol).dumps(&graph).is_ok() {
                written.extend((0..graph.len() as u32).map(|id| (kind(&graph, graph.node(NodeId(id))), protocol)));
            }
        }
    }
    let at_each = |(kind, lowest)| Protocol::ALL.into_iter().filter(move |at| *at >= lowest).map(move |at| (kind, at));
    let expected: BTreeSet<_> = KINDS.into_iter().flat_map(at_each).collect();
    assert_eq!(written, expected);
}

fn unhex(hex: &str) -> Vec<u8> {
    (0..hex.len()).step_by(2).map(|at| u8::from_str_radix(&hex[at..at + 2], 16).unwrap()).collect()
}
