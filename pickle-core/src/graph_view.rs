//! Looking at a `Graph`: its nodes as values, and each node in words for error messages.

use std::borrow::Cow;
use std::fmt;

use crate::error::shorten;
use crate::graph::{Construction, Effect, Global, Graph, Node, NodeId};
use crate::int::Int;
use crate::protocol::Protocol;
use crate::{Result, Unpickle, Unpickler};

impl<'de> Graph<'de> {
    /// Reads the first pickle in `bytes`, whatever it holds; bytes after it are ignored.
    ///
    /// Nothing is imported and nothing is called: a global is only a name.
    ///
    /// ```
    /// use pickle_core::{Graph, Value};
    ///
    /// let graph = Graph::loads(b"cos\nsystem\n(S'echo hello world'\ntR.")?;
    /// let Value::Object(call) = graph.root().value() else { panic!("not an object") };
    /// assert_eq!(call.class_name().as_deref(), Some("os.system"));
    /// # Ok::<(), pickle_core::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// When `bytes` do not begin with a whole, well-formed pickle, or it exceeds the default [`Limits`](crate::Limits).
    pub fn loads(bytes: &'de [u8]) -> Result<Graph<'de>> {
        Unpickler::new().graph(bytes)
    }

    /// The value that the pickle is of.
    pub fn root(&self) -> NodeRef<'_, 'de> {
        NodeRef { graph: self, id: self.root }
    }

    /// The node of this number, if there is one.
    pub fn get(&self, id: NodeId) -> Option<NodeRef<'_, 'de>> {
        ((id.0 as usize) < self.records.len()).then_some(NodeRef { graph: self, id })
    }

    /// How many nodes there are, those included that the root does not reach.
    pub fn len(&self) -> usize {
        self.records.len()
    }

    /// Never true: a pickle holds at least one value.
    pub fn is_empty(&self) -> bool {
        self.records.is_empty()
    }

    /// The protocol that the pickle declares; 0 where it declares none.
    pub fn protocol(&self) -> Protocol {
        self.protocol
    }

    /// How many bytes of the input the pickle takes, from its first byte to its `STOP`.
    pub fn pickle_len(&self) -> usize {
        self.length
    }

    /// Loads the root as a Rust type.
    ///
    /// ```
    /// let graph = pickle_core::Graph::loads(b"(lp0\nI1\naI2\na.")?;
    /// assert_eq!(graph.load::<Vec<i64>>()?, [1, 2]);
    /// # Ok::<(), pickle_core::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// When the root is of another type than `T` asks for.
    pub fn load<T: Unpickle<'de>>(&self) -> Result<T> {
        Unpickler::new().load_graph(self)
    }

    /// The items of a tuple; none for any other node.
    pub(crate) fn tuple_items(&self, id: NodeId) -> &[NodeId] {
        match self.node(id) {
            Node::Tuple(items) => items,
            _ => &[],
        }
    }

    /// The items of a list; none for any other node.
    pub(crate) fn list_items(&self, id: NodeId) -> &[NodeId] {
        match self.node(id) {
            Node::List(items) => items,
            _ => &[],
        }
    }

    /// The entries of a dict; none for any other node.
    pub(crate) fn dict_entries(&self, id: NodeId) -> &[(NodeId, NodeId)] {
        match self.node(id) {
            Node::Dict(entries) => entries,
            _ => &[],
        }
    }

    /// The text of a str, or of a Python 2 str that is ASCII.
    pub(crate) fn text(&self, id: NodeId) -> Option<&str> {
        match self.node(id) {
            Node::Str(text) => Some(text.get()),
            Node::ByteString(bytes) if bytes.is_ascii() => std::str::from_utf8(bytes.get()).ok(),
            _ => None,
        }
    }

    pub(crate) fn is_dict_or_none(&self, id: NodeId) -> bool {
        matches!(self.node(id), Node::Dict(_) | Node::None)
    }

    /// The node in words, for `expected .., found ..`: a type's name, or what kind of object of which class.
    pub(crate) fn describe(&self, id: NodeId) -> Cow<'static, str> {
        let fixed = match self.node(id) {
            Node::None => "None",
            Node::Bool(_) => "bool",
            Node::Int(_) | Node::BigInt(_) => "int",
            Node::Float(_) => "float",
            Node::Complex(_) => "complex",
            Node::Str(_) => "str",
            Node::SurrogateStr(_) => "str with lone surrogates",
            Node::ByteString(_) => "str of Python 2",
            Node::Bytes(_) => "bytes",
            Node::ByteArray(_) => "bytearray",
            Node::Buffer { .. } => "out-of-band buffer",
            Node::List(_) => "list",
            Node::Tuple(_) => "tuple",
            Node::Dict(_) => "dict",
            Node::Set(_) => "set",
            Node::FrozenSet(_) => "frozenset",
            Node::Persistent(_) => "persistent id",
            Node::Extension(code) => return described_extension(code).into(),
            Node::Global(_) => return self.describe_global(id).into(),
            Node::Object(index) => return self.describe_object(id, index).into(),
        };
        fixed.into()
    }

    pub(crate) fn root_in_words(&self) -> String {
        self.key_in_words(self.root)
    }

    /// A dict key for the path of an error, about as Python would show it.
    pub(crate) fn key_in_words(&self, key: NodeId) -> String {
        match self.node(key) {
            Node::Tuple(items) if items.len() <= 4 => {
                let items: Vec<String> = items.iter().map(|&item| self.scalar_in_words(item)).collect();
                format!("({}{})", items.join(", "), if items.len() == 1 { "," } else { "" })
            }
            _ => self.scalar_in_words(key),
        }
    }

    fn scalar_in_words(&self, id: NodeId) -> String {
        match self.node(id) {
            Node::Int(value) => value.to_string(),
            Node::Float(value) => format!("{value:?}"),
            Node::Bool(true) => "True".to_owned(),
            Node::Bool(false) => "False".to_owned(),
            Node::None => "None".to_owned(),
            _ => match self.text(id) {
                Some(text) => format!("'{}'", shorten(text)),
                None => self.describe(id).into_owned(),
            },
        }
    }

    fn describe_global(&self, id: NodeId) -> String {
        format!("the global {}", self.described_name(id))
    }

    fn describe_object(&self, id: NodeId, index: u32) -> String {
        let construction = self.object(index).map(|object| (object.construction, object.callable));
        if let Some((Construction::Existing, named)) = construction {
            return format!("{}, which the pickle changes", self.describe(named));
        }
        match (self.class_ref(id), self.object_view(id)) {
            (Some(_), _) => self.describe_global(id),
            (None, Some(view)) => format!("an object made by {}", self.described_name(view.class)),
            (None, None) => "an object".to_owned(),
        }
    }

    fn described_name(&self, id: NodeId) -> String {
        match (self.class_ref(id), self.node(id)) {
            (Some(class), _) => shorten(&class.full_name()),
            (None, Node::Extension(code)) => described_extension(code),
            (None, Node::Persistent(_)) => "a persistent id".to_owned(),
            (None, _) => "an unnamed callable".to_owned(),
        }
    }
}

fn described_extension(code: i32) -> String {
    format!("the extension code {code} (give it a global with copyreg::add_extension or Unpickler::extensions)")
}

/// One node of a [`Graph`].
#[derive(Clone, Copy)]
pub struct NodeRef<'g, 'de> {
    graph: &'g Graph<'de>,
    id: NodeId,
}

/// What a node is.
///
/// Items of containers are nodes again, so that shared and cyclic values can be walked; a walk has to keep its own list
/// of the nodes that it has seen.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub enum Value<'g, 'de> {
    /// `None`.
    None,
    /// `True` or `False`.
    Bool(bool),
    /// An `int`.
    Int(Int),
    /// A `float`.
    Float(f64),
    /// A `complex`: real and imaginary part.
    Complex(f64, f64),
    /// A `str`.
    Str(&'g str),
    /// A `str` with lone surrogates, in UTF-8 that encodes them too (Python's `surrogatepass`).
    SurrogateStr(&'g [u8]),
    /// A `str` of Python 2.
    ByteString(&'g [u8]),
    /// A `bytes`.
    Bytes(&'g [u8]),
    /// A `bytearray`.
    ByteArray(&'g [u8]),
    /// An out-of-band buffer, by its position.
    Buffer {
        /// The position among the pickle's buffers.
        index: u32,
        /// Whether the pickle asks for a read-only view of it.
        readonly: bool,
    },
    /// A `list`.
    List(Vec<NodeRef<'g, 'de>>),
    /// A `tuple`.
    Tuple(Vec<NodeRef<'g, 'de>>),
    /// A `dict`, in its order.
    Dict(Vec<(NodeRef<'g, 'de>, NodeRef<'g, 'de>)>),
    /// A `set`.
    Set(Vec<NodeRef<'g, 'de>>),
    /// A `frozenset`.
    FrozenSet(Vec<NodeRef<'g, 'de>>),
    /// A class, a function or another module-level object, by name.
    Global(&'g Global<'de>),
    /// The instance of a class, or the result of a call.
    Object(ObjectRef<'g, 'de>),
    /// What a persistent id stands for.
    Persistent(NodeRef<'g, 'de>),
    /// What a code of the copyreg extension registry stands for.
    Extension(i32),
}

impl<'g, 'de> NodeRef<'g, 'de> {
    /// The node's number: two references are the same Python object exactly if their numbers are equal.
    pub fn id(self) -> NodeId {
        self.id
    }

    /// The byte of the pickle at which the node's opcode stands.
    pub fn offset(self) -> u64 {
        self.graph.offset(self.id)
    }

    /// Loads the node as a Rust type.
    ///
    /// # Errors
    ///
    /// When the node is of another type than `T` asks for.
    pub fn load<T: Unpickle<'de>>(self) -> Result<T> {
        Unpickler::new().load_node(self.graph, self.id)
    }

    /// What the node is.
    pub fn value(self) -> Value<'g, 'de> {
        match self.graph.node(self.id) {
            Node::None => Value::None,
            Node::Bool(value) => Value::Bool(value),
            Node::Int(value) => Value::Int(Int::from(value)),
            Node::BigInt(value) => Value::Int(value.clone()),
            Node::Float(value) => Value::Float(value),
            Node::Complex(parts) => Value::Complex(parts.0, parts.1),
            Node::Str(text) => Value::Str(text.get()),
            Node::SurrogateStr(bytes) => Value::SurrogateStr(bytes.get()),
            Node::ByteString(bytes) => Value::ByteString(bytes.get()),
            Node::Bytes(bytes) => Value::Bytes(bytes.get()),
            Node::ByteArray(bytes) => Value::ByteArray(bytes.get()),
            Node::Buffer { index, readonly } => Value::Buffer { index, readonly },
            Node::List(items) => Value::List(self.refs(items)),
            Node::Tuple(items) => Value::Tuple(self.refs(items)),
            Node::Dict(entries) => Value::Dict(self.pair_refs(entries)),
            Node::Set(items) => Value::Set(self.refs(items)),
            Node::FrozenSet(items) => Value::FrozenSet(self.refs(items)),
            Node::Global(index) => Value::Global(&self.graph.globals[index as usize]),
            Node::Object(_) => Value::Object(ObjectRef { graph: self.graph, id: self.id }),
            Node::Persistent(id) => Value::Persistent(self.at(id)),
            Node::Extension(code) => Value::Extension(code),
        }
    }

    pub(crate) fn parts(self) -> (&'g Graph<'de>, NodeId) {
        (self.graph, self.id)
    }

    fn at(self, id: NodeId) -> NodeRef<'g, 'de> {
        NodeRef { graph: self.graph, id }
    }

    fn refs(self, ids: &[NodeId]) -> Vec<NodeRef<'g, 'de>> {
        ids.iter().map(|&id| self.at(id)).collect()
    }

    fn pair_refs(self, ids: &[(NodeId, NodeId)]) -> Vec<(NodeRef<'g, 'de>, NodeRef<'g, 'de>)> {
        ids.iter().map(|&(key, value)| (self.at(key), self.at(value))).collect()
    }
}

impl fmt::Debug for NodeRef<'_, '_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "NodeRef({}: {})", self.id.0, self.graph.describe(self.id))
    }
}

/// An instance of a class, or the result of a call, as the pickle describes it.
///
/// The ways in which the protocols spell the same thing (`copyreg._reconstructor`, `functools.partial`) are resolved.
#[derive(Clone, Copy)]
pub struct ObjectRef<'g, 'de> {
    graph: &'g Graph<'de>,
    id: NodeId,
}

impl<'g, 'de> ObjectRef<'g, 'de> {
    /// The full name of the class or callable, such as `shop.models.Order`; nothing where it has none.
    pub fn class_name(self) -> Option<String> {
        let class = self.graph.object_view(self.id)?.class;
        Some(self.graph.class_ref(class)?.full_name())
    }

    /// The class or callable itself: a global, or an object where the pickle makes it by a call.
    pub fn callable(self) -> Option<NodeRef<'g, 'de>> {
        let class = self.graph.object_view(self.id)?.class;
        Some(self.node_ref().at(class))
    }

    /// The positional arguments of the constructor or call.
    pub fn arguments(self) -> Vec<NodeRef<'g, 'de>> {
        self.graph.object_view(self.id).map_or(Vec::new(), |view| self.node_ref().refs(view.arguments))
    }

    /// The keyword arguments of the constructor.
    pub fn keywords(self) -> Vec<(NodeRef<'g, 'de>, NodeRef<'g, 'de>)> {
        self.graph.object_view(self.id).map_or(Vec::new(), |view| self.node_ref().pair_refs(view.keywords))
    }

    /// The states that `BUILD` gives the object; Python writes one at the most.
    pub fn states(self) -> Vec<NodeRef<'g, 'de>> {
        let build = |effect: &Effect| match effect {
            Effect::Build(state) => Some(self.node_ref().at(*state)),
            _ => None,
        };
        self.graph.object_view(self.id).map_or(Vec::new(), |view| view.effects.iter().filter_map(build).collect())
    }

    /// The items that the object itself holds, as an instance of a subclass of `list`.
    pub fn items(self) -> Vec<NodeRef<'g, 'de>> {
        let Some(view) = self.graph.object_view(self.id) else { return Vec::new() };
        let first = view.contents.map_or(&[][..], |contents| self.graph.list_items(contents));
        let later = view.effects.iter().flat_map(|effect| match effect {
            Effect::Append(items) | Effect::AddItems(items) => self.graph.items.get(*items),
            _ => &[],
        });
        first.iter().chain(later).map(|&id| self.node_ref().at(id)).collect()
    }

    /// The entries that the object itself holds, as an instance of a subclass of `dict`.
    pub fn entries(self) -> Vec<(NodeRef<'g, 'de>, NodeRef<'g, 'de>)> {
        let Some(view) = self.graph.object_view(self.id) else { return Vec::new() };
        let first = view.contents.map_or(&[][..], |contents| self.graph.dict_entries(contents));
        let later = view.effects.iter().flat_map(|effect| match effect {
            Effect::SetItems(entries) => self.graph.entries.get(*entries),
            _ => &[],
        });
        let pair = |&(key, value): &(NodeId, NodeId)| (self.node_ref().at(key), self.node_ref().at(value));
        first.iter().chain(later).map(pair).collect()
    }

    pub(crate) fn parts(self) -> (&'g Graph<'de>, NodeId) {
        (self.graph, self.id)
    }

    fn node_ref(self) -> NodeRef<'g, 'de> {
        NodeRef { graph: self.graph, id: self.id }
    }
}

impl fmt::Debug for ObjectRef<'_, '_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ObjectRef({}: {})", self.id.0, self.graph.describe(self.id))
    }
}
