//! `Graph`: what a pickle holds, as a flat arena of nodes that name each other by number.
//!
//! Sharing and cycles are ordinary here, and dropping a graph never recurses.

mod held;
mod object;
mod record;
mod runs;

use std::borrow::Cow;
use std::sync::LazyLock;

use crate::int::Int;
use crate::protocol::Protocol;

pub(crate) use held::{Held, HeldPieces, PieceId};
pub(crate) use object::{Construction, Effect, Object, ObjectRecord};
pub(crate) use record::{Record, Tag};
pub(crate) use runs::{Run, Runs};

/// Everything one pickle holds, with its sharing, cycles, order and byte offsets.
///
/// Strings and bytes are borrowed from the input where the pickle holds them verbatim. Nodes of one kind lie in one
/// allocation: a node has 16 bytes, and the items of all containers are in one row.
#[derive(Debug, Clone)]
pub struct Graph<'de> {
    pub(crate) records: Vec<Record>,
    /// The items of lists, tuples and sets.
    pub(crate) items: Runs<NodeId>,
    /// The entries of dicts.
    pub(crate) entries: Runs<(NodeId, NodeId)>,
    pub(crate) texts: HeldPieces<'de, str>,
    /// The bytes of `bytes`, of `bytearray` and of what is no text yet.
    pub(crate) bytes: HeldPieces<'de, [u8]>,
    pub(crate) big_ints: Vec<Int>,
    pub(crate) complexes: Vec<(f64, f64)>,
    pub(crate) globals: Vec<Global<'de>>,
    pub(crate) objects: Vec<ObjectRecord>,
    /// The effects on objects that have more than one.
    pub(crate) effects: Runs<Effect>,
    pub(crate) root: NodeId,
    pub(crate) protocol: Protocol,
    pub(crate) length: usize,
}

impl Default for Graph<'_> {
    fn default() -> Self {
        Graph {
            records: Vec::new(),
            items: Runs::default(),
            entries: Runs::default(),
            texts: HeldPieces::default(),
            bytes: HeldPieces::default(),
            big_ints: Vec::new(),
            complexes: Vec::new(),
            globals: Vec::new(),
            objects: Vec::new(),
            effects: Runs::default(),
            root: NodeId(0),
            protocol: Protocol::V0,
            length: 0,
        }
    }
}

impl Graph<'_> {
    /// A graph for those who need one and look at nothing in it: its one node is no value that anything takes.
    pub(crate) fn without_values() -> &'static Graph<'static> {
        static WITHOUT_VALUES: LazyLock<Graph<'static>> =
            LazyLock::new(|| Graph { records: vec![Record::extension(0)], ..Graph::default() });
        &WITHOUT_VALUES
    }
}

/// The number of a node in its [`Graph`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeId(pub(crate) u32);

/// One value, as a [`Record`] and the rows of its graph have it; containers hold the numbers of their items.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Node<'g, 'de> {
    None,
    Bool(bool),
    Int(i64),
    /// An int outside i64.
    BigInt(&'g Int),
    Float(f64),
    Complex((f64, f64)),
    Str(Held<'g, 'de, str>),
    /// A `str` with lone surrogates, as Python's UTF-8 with `surrogatepass`.
    SurrogateStr(Held<'g, 'de, [u8]>),
    /// A `str` of Python 2: text or data, only the reader of the value knows.
    ByteString(Held<'g, 'de, [u8]>),
    Bytes(Held<'g, 'de, [u8]>),
    ByteArray(Held<'g, 'de, [u8]>),
    /// An out-of-band buffer, by its position among the buffers of the pickle.
    Buffer {
        index: u32,
        readonly: bool,
    },
    List(&'g [NodeId]),
    Tuple(&'g [NodeId]),
    Dict(&'g [(NodeId, NodeId)]),
    Set(&'g [NodeId]),
    FrozenSet(&'g [NodeId]),
    /// A class, a function, or any object that its module names; an index into `Graph::globals`.
    Global(u32),
    /// An index into `Graph::objects`.
    Object(u32),
    /// What a persistent id stands for; the id itself is a node.
    Persistent(NodeId),
    /// What a code of the copyreg extension registry stands for.
    Extension(i32),
}

impl<'de> Graph<'de> {
    #[inline(always)]
    pub(crate) fn node(&self, id: NodeId) -> Node<'_, 'de> {
        let record = self.record(id);
        match record.tag() {
            Tag::None => Node::None,
            Tag::Bool => Node::Bool(record.payload != 0),
            Tag::Int => Node::Int(record.payload.cast_signed()),
            Tag::BigInt => Node::BigInt(&self.big_ints[record.number() as usize]),
            Tag::Float => Node::Float(f64::from_bits(record.payload)),
            Tag::Complex => Node::Complex(self.complexes[record.number() as usize]),
            Tag::Str => Node::Str(self.texts.get(record.piece_id())),
            Tag::SurrogateStr => Node::SurrogateStr(self.bytes.get(record.piece_id())),
            Tag::ByteString => Node::ByteString(self.bytes.get(record.piece_id())),
            Tag::Bytes => Node::Bytes(self.bytes.get(record.piece_id())),
            Tag::ByteArray => Node::ByteArray(self.bytes.get(record.piece_id())),
            Tag::WritableBuffer => Node::Buffer { index: record.number(), readonly: false },
            Tag::ReadonlyBuffer => Node::Buffer { index: record.number(), readonly: true },
            Tag::List => Node::List(self.items.get(record.run())),
            Tag::Tuple => Node::Tuple(self.items.get(record.run())),
            Tag::Dict => Node::Dict(self.entries.get(record.run())),
            Tag::Set => Node::Set(self.items.get(record.run())),
            Tag::FrozenSet => Node::FrozenSet(self.items.get(record.run())),
            Tag::Global => Node::Global(record.number()),
            Tag::Object => Node::Object(record.number()),
            Tag::Persistent => Node::Persistent(NodeId(record.number())),
            Tag::Extension => Node::Extension(record.number().cast_signed()),
        }
    }

    #[inline]
    pub(crate) fn record(&self, id: NodeId) -> Record {
        // Every id is made by the reader or by a copy, together with its record.
        self.records[id.0 as usize]
    }

    /// The items of a node that is a list, tuple or set of this kind.
    #[inline]
    pub(crate) fn items_of(&self, kind: Tag, id: NodeId) -> Option<&[NodeId]> {
        let record = self.record(id);
        (record.tag() == kind).then(|| self.items.get(record.run()))
    }

    /// The text of a node that is one which the input has.
    #[inline]
    pub(crate) fn verbatim_text(&self, id: NodeId) -> Option<&'de str> {
        let record = self.record(id);
        if record.tag() != Tag::Str {
            return None;
        }
        match self.texts.get(record.piece_id()) {
            Held::Borrowed(text) => Some(text),
            Held::Owned(_) => None,
        }
    }

    #[inline]
    pub(crate) fn offset(&self, id: NodeId) -> u64 {
        self.records.get(id.0 as usize).map_or(0, |record| record.offset())
    }

    /// The object of a `Node::Object`.
    #[inline]
    pub(crate) fn object(&self, index: u32) -> Option<Object<'_>> {
        self.objects.get(index as usize).map(|object| object.view(&self.effects))
    }

    /// An empty graph in the same memory, for another input.
    pub(crate) fn recycled<'next>(mut self) -> Graph<'next> {
        self.records.clear();
        self.items.clear();
        self.entries.clear();
        self.big_ints.clear();
        self.complexes.clear();
        self.objects.clear();
        self.effects.clear();
        Graph {
            records: self.records,
            items: self.items,
            entries: self.entries,
            texts: self.texts.recycled(),
            bytes: self.bytes.recycled(),
            big_ints: self.big_ints,
            complexes: self.complexes,
            objects: self.objects,
            effects: self.effects,
            ..Graph::default()
        }
    }

    pub(crate) fn text_record(&mut self, text: Cow<'de, str>) -> Record {
        Record::piece(Tag::Str, self.texts.add(text))
    }

    pub(crate) fn big_int_record(&mut self, value: Int) -> Record {
        self.big_ints.push(value);
        Record::numbered(Tag::BigInt, last_number(&self.big_ints))
    }

    pub(crate) fn complex_record(&mut self, value: (f64, f64)) -> Record {
        self.complexes.push(value);
        Record::numbered(Tag::Complex, last_number(&self.complexes))
    }
}

/// There are no more parts than nodes, which have numbers of 32 bits.
fn last_number<T>(row: &[T]) -> u32 {
    (row.len() - 1) as u32
}

/// A class, a function or another module-level object, which a pickle only names; in Python 3's naming.
///
/// Loading gives the name and imports nothing, dumping writes it.
///
/// ```
/// use pickle_core::{Global, dumps, loads};
///
/// // Python: pickle.dumps(collections.OrderedDict)
/// let class: Global = loads(b"\x80\x04\x8c\x0bcollections\x8c\x0bOrderedDict\x93.")?;
/// assert_eq!(class, Global::new("collections", "OrderedDict"));
///
/// // A class of Python 2 has its name in Python 3.
/// let python2: Global = loads(b"c__builtin__\nxrange\n.")?;
/// assert_eq!(python2, Global::new("builtins", "range"));
/// assert_eq!(loads::<Global>(&dumps(&class)?)?, class);
/// # Ok::<(), pickle_core::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Global<'de> {
    /// The module, such as `collections`.
    pub module: Cow<'de, str>,
    /// The qualified name in it, such as `OrderedDict` or `Outer.Inner`.
    pub name: Cow<'de, str>,
}
