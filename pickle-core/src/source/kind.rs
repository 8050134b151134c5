//! `Kind`: what a value is before anything of it is taken, which is all that an alternative of a union is chosen by.

use super::Source;
use crate::encoding::Encoding;
use crate::graph::{Global, Graph, Node, NodeId};
use crate::object::{Making, ObjectView};

/// What the next value of a pickle is: its Python type, or for an object the name of its class, and nothing that it holds.
///
/// ```
/// use pickle_core::{Global, Kind, Result, Source, Unpickle, loads};
///
/// struct Summary(String);
///
/// impl<'de> Unpickle<'de> for Summary {
///     fn unpickle(source: &mut Source<'_, 'de>) -> Result<Self> {
///         Ok(Summary(match source.kind() {
///             Kind::Int => format!("the number {}", source.int()?),
///             Kind::Instance(class) => format!("an object of {class}"),
///             kind => format!("something else: {kind:?}"),
///         }))
///     }
/// }
///
/// assert_eq!(loads::<Summary>(b"K\x03.")?.0, "the number 3");
/// assert_eq!(loads::<Summary>(b"\x80\x02cshop\nOrder\n)\x81.")?.0, "an object of shop.Order");
/// # Ok::<(), pickle_core::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Kind<'a> {
    /// `None`.
    None,
    /// A `bool`.
    Bool,
    /// An `int` of any size.
    Int,
    /// A `float`.
    Float,
    /// A `complex`.
    Complex,
    /// A `str`.
    Str,
    /// A `str` of Python 2, text or data; with [`Encoding::Bytes`] it is of the kind `Bytes`.
    ByteString,
    /// A `bytes`.
    Bytes,
    /// A `bytearray`.
    ByteArray,
    /// An out-of-band buffer.
    Buffer,
    /// A `list`.
    List,
    /// A `tuple`.
    Tuple,
    /// A `dict`.
    Dict,
    /// A `set`.
    Set,
    /// A `frozenset`.
    FrozenSet,
    /// An object that the `__new__` of this class makes.
    Instance(Global<'a>),
    /// What a call of this class or function gives.
    Call(Global<'a>),
    /// An object of this class that msgspec makes of keyword arguments.
    CallWithKeywords(Global<'a>),
    /// A class, a function or another object that is only named.
    Global(Global<'a>),
    /// A persistent id.
    Persistent,
    /// An object of a class without a name, such as an unregistered code of the extension registry.
    Unnamed,
}

/// How many operators may stand one inside the first operand of another; Python writes one for each bit.
const MOST_OPERATORS: usize = 128;

impl<'s, 'de: 's> Source<'s, 'de> {
    /// What the value is, which is not taken.
    ///
    /// A value `a | b` of a `Flag`, which some versions of Python write as a call of `_operator.or_`, is of the kind of `a`.
    pub fn kind(&mut self) -> Kind<'s> {
        if let Some(stream) = &mut self.stream {
            return stream.kind().unwrap_or(Kind::Unnamed);
        }
        let id = self.graph.first_operand(self.at);
        match self.graph.node(id) {
            Node::None => Kind::None,
            Node::Bool(_) => Kind::Bool,
            Node::Int(_) | Node::BigInt(_) => Kind::Int,
            Node::Float(_) => Kind::Float,
            Node::Complex(_) => Kind::Complex,
            Node::Str(_) | Node::SurrogateStr(_) => Kind::Str,
            Node::ByteString(_) if self.decoding.encoding == Encoding::Bytes => Kind::Bytes,
            Node::ByteString(_) => Kind::ByteString,
            Node::Bytes(_) => Kind::Bytes,
            Node::ByteArray(_) => Kind::ByteArray,
            Node::Buffer { .. } => Kind::Buffer,
            Node::List(_) => Kind::List,
            Node::Tuple(_) => Kind::Tuple,
            Node::Dict(_) => Kind::Dict,
            Node::Set(_) => Kind::Set,
            Node::FrozenSet(_) => Kind::FrozenSet,
            Node::Persistent(_) => Kind::Persistent,
            Node::Global(_) | Node::Object(_) | Node::Extension(_) => self.graph.kind_of_object(id),
        }
    }
}

impl Graph<'_> {
    fn kind_of_object(&self, id: NodeId) -> Kind<'_> {
        if let Some(global) = self.global_at(id).or_else(|| self.singleton_class(id)) {
            return Kind::Global(global);
        }
        self.object_view(id).and_then(|view| self.kind_of_view(&view)).unwrap_or(Kind::Unnamed)
    }

    /// What an object is of, if that has a name.
    pub(super) fn kind_of_view(&self, view: &ObjectView<'_>) -> Option<Kind<'_>> {
        let class = self.global_at(view.class)?;
        Some(match view.making {
            Making::New => Kind::Instance(class),
            Making::Call => Kind::Call(class),
            Making::CallWithKeywords => Kind::CallWithKeywords(class),
        })
    }

    fn global_at(&self, id: NodeId) -> Option<Global<'_>> {
        let class = self.class_ref(id)?;
        Some(Global { module: class.module.into(), name: class.name })
    }

    /// The first operand of the `_operator.or_` calls at this node; the node itself if there is none.
    fn first_operand(&self, mut id: NodeId) -> NodeId {
        for _ in 0..MOST_OPERATORS {
            match self.or_operands(id) {
                Some([first, _]) => id = first,
                None => break,
            }
        }
        id
    }
}

impl Kind<'_> {
    /// Whether it is an object of the class, or what a call of it gives.
    pub(crate) fn is_instance(&self, is_named: impl Fn(&str, &str) -> bool) -> bool {
        match self {
            Kind::Instance(class) | Kind::Call(class) | Kind::CallWithKeywords(class) => {
                is_named(&class.module, &class.name)
            }
            _ => false,
        }
    }
}
