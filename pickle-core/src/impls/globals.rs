//! Classes, functions and other objects that a module names.

use std::borrow::Cow;
use std::fmt;

use crate::object::ClassRef;
use crate::{Global, Pickle, Result, Source, Unpickle, Writer};

impl<'de> Global<'de> {
    /// The object that `module` knows as `name`, in Python 3's naming.
    ///
    /// ```
    /// use pickle_core::{Global, dumps, loads};
    ///
    /// let factory = Global::new("builtins", "list");
    /// assert_eq!(factory.to_string(), "builtins.list");
    /// assert_eq!(loads::<Global>(&dumps(&factory)?)?, factory);
    /// # Ok::<(), pickle_core::Error>(())
    /// ```
    pub fn new(module: impl Into<Cow<'de, str>>, name: impl Into<Cow<'de, str>>) -> Global<'de> {
        Global { module: module.into(), name: name.into() }
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
impl Pickle for Global<'_> {
    fn pickle(&self, writer: &mut Writer<'_>) -> Result<()> {
        writer.global(&self.module, &self.name)
    }
}

/// Only the name: nothing is imported.
impl<'de> Unpickle<'de> for Global<'static> {
    fn unpickle(source: &mut Source<'_, 'de>) -> Result<Self> {
        let (graph, id) = source.position();
        graph.class_ref(id).map(Global::from).ok_or_else(|| source.mismatch("a class or function by name"))
    }
}
