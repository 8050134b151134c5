//! `Graph`: what a pickle holds, as a flat arena of nodes that name each other by number.
//!
//! Sharing and cycles are ordinary here, and dropping a graph never recurses.

use std::borrow::Cow;

use crate::int::Int;
use crate::protocol::Protocol;

/// Everything one pickle holds, with its sharing, cycles, order and byte offsets.
///
/// Strings and bytes are borrowed from the input where the pickle holds them verbatim.
#[derive(Debug, Clone)]
pub struct Graph<'de> {
    pub(crate) nodes: Vec<Node<'de>>,
    /// The byte of the pickle at which each node's opcode stands, in step with `nodes`.
    pub(crate) offsets: Vec<u64>,
    pub(crate) globals: Vec<Global<'de>>,
    pub(crate) objects: Vec<Object>,
    pub(crate) root: NodeId,
    pub(crate) protocol: Protocol,
    pub(crate) length: usize,
}

impl Default for Graph<'_> {
    fn default() -> Self {
        Graph {
            nodes: Vec::new(),
            offsets: Vec::new(),
            globals: Vec::new(),
            objects: Vec::new(),
            root: NodeId(0),
            protocol: Protocol::V0,
            length: 0,
        }
    }
}

impl Graph<'_> {
    /// A graph for those who need one and look at nothing in it: its one node is no value that anything takes.
    pub(crate) fn without_values() -> Self {
        Graph { nodes: vec![Node::Extension(0)], ..Graph::default() }
    }
}

/// The number of a node in its [`Graph`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeId(pub(crate) u32);

/// One value; containers hold the numbers of their items.
#[derive(Debug, Clone)]
pub(crate) enum Node<'de> {
    None,
    Bool(bool),
    Int(i64),
    /// An int outside i64.
    BigInt(Box<Int>),
    Float(f64),
    Complex(Box<(f64, f64)>),
    Str(Cow<'de, str>),
    /// A `str` with lone surrogates, as Python's UTF-8 with `surrogatepass`.
    SurrogateStr(Cow<'de, [u8]>),
    /// A `str` of Python 2: text or data, only the reader of the value knows.
    ByteString(Cow<'de, [u8]>),
    Bytes(Cow<'de, [u8]>),
    ByteArray(Cow<'de, [u8]>),
    /// An out-of-band buffer, by its position among the buffers of the pickle.
    Buffer {
        index: u32,
        readonly: bool,
    },
    List(Vec<NodeId>),
    Tuple(Box<[NodeId]>),
    Dict(Vec<(NodeId, NodeId)>),
    Set(Vec<NodeId>),
    FrozenSet(Box<[NodeId]>),
    /// A class, a function, or any object that its module names; an index into `Graph::globals`.
    Global(u32),
    /// An index into `Graph::objects`.
    Object(u32),
    /// What a persistent id stands for; the id itself is a node.
    Persistent(NodeId),
    /// What a code of the copyreg extension registry stands for.
    Extension(i32),
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

/// What `REDUCE`, `NEWOBJ`, `NEWOBJ_EX`, `OBJ`, `INST` and what followed them left behind: how to make the object, and
/// what to do to it then, in the order of the pickle.
#[derive(Debug, Clone)]
pub(crate) struct Object {
    pub(crate) construction: Construction,
    /// The class or callable; for `Construction::Existing` the object itself.
    pub(crate) callable: NodeId,
    /// A tuple in every pickle that Python wrote.
    pub(crate) arguments: Option<NodeId>,
    /// A dict, for `NEWOBJ_EX`.
    pub(crate) keywords: Option<NodeId>,
    pub(crate) effects: Vec<Effect>,
}

/// The opcode that made an object.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Construction {
    /// `REDUCE`: `callable(*arguments)`.
    Reduce,
    /// `NEWOBJ`: `callable.__new__(callable, *arguments)`.
    NewObj,
    /// `NEWOBJ_EX`: `callable.__new__(callable, *arguments, **keywords)`.
    NewObjEx,
    /// `OBJ` or `INST`: an instance of a Python 2 old-style class.
    Inst,
    /// An object that the pickle only names (a global, a persistent id) and then gives a state.
    Existing,
}

/// What a pickle does to an object after making it.
#[derive(Debug, Clone)]
pub(crate) enum Effect {
    /// `BUILD` with this state.
    Build(NodeId),
    /// `APPEND` or `APPENDS`.
    Append(Vec<NodeId>),
    /// `SETITEM` or `SETITEMS`.
    SetItems(Vec<(NodeId, NodeId)>),
    /// `ADDITEMS`.
    AddItems(Vec<NodeId>),
    /// A call whose first argument is this object and whose result was dropped: a state setter.
    Call(NodeId),
}
