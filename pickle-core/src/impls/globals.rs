//! Classes, functions and other module-level objects, by name.

use std::borrow::Cow;
use std::fmt;

use crate::graph::Node;
use crate::object::ClassRef;
use crate::schema::described;
use crate::{Global, Pickle, Result, Source, Unpickle, Writer};

impl<'a> Global<'a> {
    /// The global of this qualified name in this module.
    ///
    /// ```
    /// use pickle_core::{Global, dumps};
    ///
    /// let class = Global::new("collections", "OrderedDict");
    /// assert_eq!(class.to_string(), "collections.OrderedDict");
    /// assert_eq!(dumps(&class)?, b"\x80\x04\x95\x1f\0\0\0\0\0\0\0\x8c\x0bcollections\x94\x8c\x0bOrderedDict\x94\x93\x94.");
    /// # Ok::<(), pickle_core::Error>(())
    /// ```
    pub fn new(module: impl Into<Cow<'a, str>>, name: impl Into<Cow<'a, str>>) -> Global<'a> {
        Global { module: module.into(), name: name.into() }
    }

    /// How many bytes of text its names are.
    pub(crate) fn data_len(&self) -> usize {
        self.module.len().saturating_add(self.name.len())
    }

    /// The same global with names of its own.
    pub fn into_owned(self) -> Global<'static> {
        Global::new(self.module.into_owned(), self.name.into_owned())
    }
}

impl From<ClassRef<'_>> for Global<'static> {
    fn from(class: ClassRef<'_>) -> Global<'static> {
        Global::new(class.module.to_owned(), class.name.into_owned())
    }
}

/// `module.name`
impl fmt::Display for Global<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.module, self.name)
    }
}

/// The name, as the protocol has it; see [`Writer::global`].
///
/// The classes of `None`, `Ellipsis` and `NotImplemented` are `types.NoneType`, `types.EllipsisType` and
/// `types.NotImplementedType`, as since Python 3.10; at every protocol they are written as CPython does, which calls `type`.
///
/// ```
/// use pickle_core::{Global, Pickler, Protocol, loads};
///
/// let pickle = b"\x80\x02c__builtin__\ntype\nq\0N\x85q\x01Rq\x02."; // Python: `pickle.dumps(type(None), 2)`
/// let class: Global = loads(pickle)?;
/// assert_eq!(class, Global::new("types", "NoneType"));
/// assert_eq!(Pickler::new().protocol(Protocol::V2).exact(true).dumps(&class)?, pickle);
/// # Ok::<(), pickle_core::Error>(())
/// ```
impl Pickle for Global<'_> {
    fn pickle(&self, writer: &mut Writer<'_>) -> Result<()> {
        writer.global_or_singleton_class(self)
    }
}

/// Loads any global: its name, of which nothing is imported. [`Source::global`] borrows it.
impl<'de> Unpickle<'de> for Global<'static> {
    described!(Type::Global);

    fn unpickle(source: &mut Source<'_, 'de>) -> Result<Self> {
        source.global().map(Global::into_owned)
    }
}

impl<'de> Source<'_, 'de> {
    /// Takes a class, a function or another object that the pickle only names.
    ///
    /// The name is Python 3's, and dotted for a nested class, whichever way the pickle spells it. The call `type(None)` is
    /// the class `types.NoneType`.
    ///
    /// # Errors
    ///
    /// When the value is anything else, an instance of a class for example.
    pub fn global(&mut self) -> Result<Global<'de>> {
        if self.is_stream() {
            return self.in_graph(|source| source.global());
        }
        let (graph, id) = self.position();
        let found = match graph.node(id) {
            Node::Global(index) => graph.globals.get(index as usize).cloned(),
            _ => graph.class_ref(id).map(Global::from).or_else(|| graph.singleton_class(id)),
        };
        let Some(global) = found else { return Err(self.mismatch("a class, a function or another global")) };
        self.charge_bytes(global.data_len())?;
        Ok(global)
    }
}
