//! `Any`: an owned value of any Python type, and `Attributes`, the unknown attributes that a struct keeps.

use std::fmt;
use std::hash::{Hash, Hasher};

use indexmap::IndexMap;

use crate::graph::{Graph, Node, NodeId, Record};
use crate::graph_copy::is_same_float;
use crate::graph_hash::float_content;
use crate::graph_view::{NodeRef, Value};
use crate::int::Int;
use crate::protocol::Protocol;
use crate::schema::described;
use crate::{Kind, Pickle, Result, Source, Unpickle, Unpickler, Writer, dumps};

/// An owned value of any Python type: what a field without a known type holds.
///
/// It keeps everything that its part of the pickle says: class instances, sharing and cycles inside it, order. Dumping
/// it gives an equal object. Nothing in it is ever imported or called.
///
/// ```
/// use pickle_core::{Any, Value, dumps, loads};
///
/// let any: Any = loads(b"\x80\x04\x8c\x09fractions\x8c\x08Fraction\x93\x8c\x031/3\x85R.")?;
/// let Value::Object(fraction) = any.value() else { panic!("not an object") };
/// assert_eq!(fraction.class_name().as_deref(), Some("fractions.Fraction"));
/// assert_eq!(loads::<Any>(&dumps(&any)?)?, any);
///
/// assert_eq!(Any::from(5).load::<i64>()?, 5);
/// # Ok::<(), pickle_core::Error>(())
/// ```
#[derive(Clone)]
pub struct Any(Repr);

/// Scalars stand alone, since most values of `dict[str, Any]` are scalars; everything else is a graph of its own.
#[derive(Clone)]
enum Repr {
    None,
    Bool(bool),
    Int(i64),
    Float(f64),
    Str(Box<str>),
    Graph(Box<Graph<'static>>),
}

impl Any {
    /// Python's `None`.
    pub const NONE: Any = Any(Repr::None);

    /// The Python value that a Rust value dumps as.
    ///
    /// ```
    /// use pickle_core::Any;
    ///
    /// let any = Any::of(&vec!["a", "b"])?;
    /// assert_eq!(any.load::<Vec<String>>()?, ["a", "b"]);
    /// # Ok::<(), pickle_core::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// When the value cannot be dumped.
    pub fn of<T: Pickle + ?Sized>(value: &T) -> Result<Any> {
        let bytes = dumps(value)?;
        let graph = Unpickler::new().limits(crate::Limits::unlimited()).graph(&bytes)?;
        Ok(Any::from_node(&graph, graph.root))
    }

    /// The value as a Rust type.
    ///
    /// # Errors
    ///
    /// When the value is of another type than `T` asks for.
    pub fn load<T: for<'de> Unpickle<'de>>(&self) -> Result<T> {
        match &self.0 {
            Repr::Graph(graph) => graph.load(),
            scalar => scalar.to_graph().load(),
        }
    }

    /// What the value is; for walking it without a Rust type.
    pub fn value(&self) -> Value<'_, 'static> {
        match &self.0 {
            Repr::None => Value::None,
            Repr::Bool(value) => Value::Bool(*value),
            Repr::Int(value) => Value::Int(Int::from(*value)),
            Repr::Float(value) => Value::Float(*value),
            Repr::Str(text) => Value::Str(text),
            Repr::Graph(graph) => graph.root().value(),
        }
    }

    /// Whether the value is Python's `None`.
    pub fn is_none(&self) -> bool {
        matches!(self.0, Repr::None)
    }

    /// The text, if the value is a `str`.
    pub fn as_str(&self) -> Option<&str> {
        match &self.0 {
            Repr::Str(text) => Some(text),
            _ => None,
        }
    }

    /// The number, if the value is an `int` that fits.
    pub fn as_i64(&self) -> Option<i64> {
        match self.0 {
            Repr::Int(value) => Some(value),
            _ => None,
        }
    }

    fn from_node(graph: &Graph<'_>, id: NodeId) -> Any {
        Any(match graph.node(id) {
            Node::None => Repr::None,
            Node::Bool(value) => Repr::Bool(value),
            Node::Int(value) => Repr::Int(value),
            Node::Float(value) => Repr::Float(value),
            Node::Str(text) => Repr::Str(text.get().into()),
            _ => Repr::Graph(Box::new(graph.extract(id))),
        })
    }
}

impl Repr {
    fn to_graph(&self) -> Graph<'static> {
        let mut graph = Graph { protocol: Protocol::DEFAULT, ..Graph::default() };
        let record = match self {
            Repr::None => Record::NONE,
            Repr::Bool(value) => Record::bool(*value),
            Repr::Int(value) => Record::int(*value),
            Repr::Float(value) => Record::float(*value),
            Repr::Str(text) => graph.text_record(text.to_string().into()),
            Repr::Graph(graph) => return (**graph).clone(),
        };
        graph.records.push(record);
        graph
    }
}

impl<'de> Unpickle<'de> for Any {
    fn unpickle(source: &mut Source<'_, 'de>) -> Result<Self> {
        source.any()
    }
}

impl Source<'_, '_> {
    /// Takes the value, whatever it is.
    pub fn any(&mut self) -> Result<Any> {
        if let Some(stream) = self.stream() {
            return match stream.kind_that_shows() {
                Some(Kind::None) => self.none().map(|()| Any(Repr::None)),
                Some(Kind::Bool) => self.bool().map(Any::from),
                Some(Kind::Float) => self.float().map(Any::from),
                _ => self.in_graph(|source| source.any()),
            };
        }
        let (graph, id) = self.position();
        match graph.node(id) {
            Node::None | Node::Bool(_) | Node::Int(_) | Node::Float(_) => Ok(Any::from_node(graph, id)),
            Node::Str(_) => Ok(Any::from(self.str()?.into_owned())),
            _ => Ok(Any(Repr::Graph(Box::new(self.graph()?)))),
        }
    }
}

impl Pickle for Any {
    fn pickle(&self, writer: &mut Writer<'_>) -> Result<()> {
        match &self.0 {
            Repr::None => writer.none(),
            Repr::Bool(value) => writer.bool(*value),
            Repr::Int(value) => writer.int(*value),
            Repr::Float(value) => writer.float(*value),
            Repr::Str(text) => writer.str(text),
            Repr::Graph(graph) => graph.pickle(writer),
        }
    }

    fn as_any(&self) -> Option<&dyn std::any::Any> {
        Some(self)
    }
}

impl PartialEq for Any {
    fn eq(&self, other: &Self) -> bool {
        match (&self.0, &other.0) {
            (Repr::None, Repr::None) => true,
            (Repr::Bool(a), Repr::Bool(b)) => a == b,
            (Repr::Int(a), Repr::Int(b)) => a == b,
            (Repr::Float(a), Repr::Float(b)) => is_same_float(*a, *b),
            (Repr::Str(a), Repr::Str(b)) => a == b,
            (Repr::Graph(a), Repr::Graph(b)) => a.is_equal(b),
            _ => false,
        }
    }
}

impl Eq for Any {}

impl Hash for Any {
    fn hash<H: Hasher>(&self, state: &mut H) {
        match &self.0 {
            Repr::None => 0u8.hash(state),
            Repr::Bool(value) => value.hash(state),
            Repr::Int(value) => value.hash(state),
            Repr::Float(value) => float_content(*value).hash(state),
            Repr::Str(text) => text.hash(state),
            Repr::Graph(graph) => graph.hash_content(state),
        }
    }
}

impl fmt::Debug for Any {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Repr::None => f.write_str("None"),
            Repr::Bool(value) => write!(f, "{value:?}"),
            Repr::Int(value) => write!(f, "{value:?}"),
            Repr::Float(value) => write!(f, "{value:?}"),
            Repr::Str(text) => write!(f, "{text:?}"),
            Repr::Graph(graph) => fmt::Debug::fmt(&graph.root(), f),
        }
    }
}

impl Default for Any {
    fn default() -> Self {
        Any::NONE
    }
}

macro_rules! from_scalar {
    ($($type:ty => $variant:ident($convert:expr);)*) => {$(
        impl From<$type> for Any {
            fn from(value: $type) -> Any {
                Any(Repr::$variant($convert(value)))
            }
        }
    )*};
}

from_scalar! {
    bool => Bool(std::convert::identity);
    i32 => Int(i64::from);
    i64 => Int(std::convert::identity);
    f64 => Float(std::convert::identity);
    &str => Str(Box::from);
    String => Str(Box::from);
}

/// The attributes of an object that its Rust struct has no field for, in their order.
///
/// A struct that marks a field of this type with `#[pickle(rest)]` loses nothing: dumping writes them back.
///
/// It also remembers which fields with a `class_default` the object did not have, since its class has the value. That is
/// no part of equality, as in Python.
#[derive(Clone, Default)]
pub struct Attributes(pub IndexMap<String, Any>, LeftToClass);

/// The attributes that an object leaves to its class.
type LeftToClass = Vec<&'static str>;

impl Attributes {
    /// No attributes.
    pub fn new() -> Attributes {
        Attributes::default()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// The attribute of this name.
    pub fn get(&self, name: &str) -> Option<&Any> {
        self.0.get(name)
    }

    /// Sets an attribute; a new one comes last.
    pub fn insert(&mut self, name: impl Into<String>, value: impl Into<Any>) {
        self.0.insert(name.into(), value.into());
    }

    /// Notes that the object does not have this attribute of its own, since its class has the value; what the derive
    /// does for a missing `class_default`.
    pub fn leave_to_class(&mut self, name: &'static str) {
        if !self.is_left_to_class(name) {
            self.1.push(name);
        }
    }

    /// Whether the object that was loaded did not have this attribute of its own, since its class has the value.
    ///
    /// ```
    /// use pickle_core::{Any, Attributes, Pickle, dumps, loads};
    ///
    /// // Python: class Order: currency = 'EUR'
    /// #[derive(Pickle)]
    /// #[pickle(module = "shop")]
    /// struct Order {
    ///     #[pickle(class_default = "EUR")]
    ///     currency: String,
    ///     #[pickle(rest)]
    ///     extra: Attributes,
    /// }
    ///
    /// // Python: pickle.dumps(Order())
    /// let pickle = b"\x80\x04\x95\x14\0\0\0\0\0\0\0\x8c\x04shop\x94\x8c\x05Order\x94\x93\x94)\x81\x94.";
    /// let mut order: Order = loads(pickle)?;
    /// assert_eq!(order.currency, "EUR");
    /// assert!(order.extra.is_left_to_class("currency"));
    /// assert_eq!(loads::<Any>(&dumps(&order)?)?, loads::<Any>(pickle)?);
    ///
    /// order.currency = "CHF".to_owned();
    /// assert_eq!(loads::<Order>(&dumps(&order)?)?.currency, "CHF");
    /// # Ok::<(), pickle_core::Error>(())
    /// ```
    pub fn is_left_to_class(&self, name: &str) -> bool {
        self.1.contains(&name)
    }

    /// The names and values, in order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Any)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value))
    }
}

/// A dict with names as keys.
impl Pickle for Attributes {
    fn pickle(&self, writer: &mut Writer<'_>) -> Result<()> {
        self.0.pickle(writer)
    }

    fn as_any(&self) -> Option<&dyn std::any::Any> {
        Some(self)
    }
}

impl<'de> Unpickle<'de> for Attributes {
    described!(Type::Dict(Box::new(Type::Str), Box::new(Type::Any)));

    fn unpickle(source: &mut Source<'_, 'de>) -> Result<Self> {
        IndexMap::unpickle(source).map(Attributes::from)
    }
}

impl From<IndexMap<String, Any>> for Attributes {
    fn from(attributes: IndexMap<String, Any>) -> Attributes {
        Attributes(attributes, LeftToClass::new())
    }
}

impl PartialEq for Attributes {
    fn eq(&self, other: &Attributes) -> bool {
        self.0 == other.0
    }
}

impl Eq for Attributes {}

impl fmt::Debug for Attributes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Attributes").field(&self.0).finish()
    }
}

impl Hash for Attributes {
    fn hash<H: Hasher>(&self, state: &mut H) {
        // Equality does not look at the order, so neither may the hash.
        let mut attributes: Vec<_> = self.0.iter().collect();
        attributes.sort_unstable_by_key(|&(name, _)| name);
        attributes.hash(state);
    }
}

/// A node loads as whatever it is.
impl From<NodeRef<'_, '_>> for Any {
    fn from(node: NodeRef<'_, '_>) -> Any {
        let (graph, id) = node.parts();
        Any::from_node(graph, id)
    }
}
