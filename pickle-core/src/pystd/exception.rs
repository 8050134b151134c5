//! `Exception`: an instance of a Python exception class.

use std::fmt;

use super::dynamic::{end_with_attributes, object_of_any_class, read_arguments, read_effects};
use crate::object::Making;
use crate::schema::described;
use crate::{Any, Attributes, Global, Pickle, Result, Source, Unpickle, Writer};

/// An instance of a Python exception, of whichever class: what `BaseException.__reduce__` gives.
///
/// That is its `args` and its attributes; Python pickles neither traceback nor cause. It is an error in Rust too. Any
/// call of a class by its name loads as one, as the pickle does not tell which classes are exceptions. Below protocol 3
/// every exception of the operating system is an `OSError`, for want of other names in Python 2.
///
/// ```
/// use pickle_core::pystd::Exception;
/// use pickle_core::{dumps, loads};
///
/// // Python: `ValueError('no such order', 17)`
/// let error = Exception::new("builtins", "ValueError").with_arg("no such order").with_arg(17);
/// assert_eq!(error.to_string(), "ValueError: no such order");
/// assert_eq!(loads::<Exception>(&dumps(&error)?)?, error);
/// # Ok::<(), pickle_core::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Exception {
    /// The class.
    pub class: Global<'static>,
    /// What the class was called with; Python's `args`.
    pub args: Vec<Any>,
    /// The attributes, such as `__notes__`.
    pub attributes: Attributes,
}

impl Exception {
    /// An exception of a class, without arguments.
    pub fn new(module: impl Into<String>, name: impl Into<String>) -> Exception {
        let class = Global::new(module.into(), name.into());
        Exception { class, args: Vec::new(), attributes: Attributes::new() }
    }

    /// The same exception with one more argument.
    #[must_use]
    pub fn with_arg(mut self, arg: impl Into<Any>) -> Exception {
        self.args.push(arg.into());
        self
    }
}

impl Pickle for Exception {
    fn pickle(&self, writer: &mut Writer<'_>) -> Result<()> {
        let Global { module, name } = &self.class;
        let object = writer.reduce_object(module, name, self.args.len(), |arguments| {
            self.args.iter().try_for_each(|arg| arguments.item(arg))
        })?;
        end_with_attributes(object, &self.attributes)
    }

    fn as_any(&self) -> Option<&dyn std::any::Any> {
        Some(self)
    }
}

impl<'de> Unpickle<'de> for Exception {
    described!(Type::Standard(StandardClass::Exception));

    fn unpickle(source: &mut Source<'_, 'de>) -> Result<Self> {
        if source.is_stream() {
            return source.in_graph(Exception::unpickle);
        }
        let (class, view) = object_of_any_class(source, Making::Call, "an exception")?;
        let args = read_arguments(source, view.arguments)?;
        Ok(Exception { class, args, attributes: read_effects(source, view.effects)? })
    }
}

/// The class and the message, as in the last line of a traceback.
impl fmt::Display for Exception {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &*self.class.module {
            "builtins" => f.write_str(&self.class.name)?,
            _ => self.class.fmt(f)?,
        }
        match self.args.first().and_then(Any::as_str) {
            Some(message) => write!(f, ": {message}"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for Exception {}
