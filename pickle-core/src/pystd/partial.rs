//! `Partial`: Python's `functools.partial`.

use super::call::argument;
use super::dynamic::{read_attributes, read_optional_attributes, write_attributes};
use crate::class::{Class, Layout};
use crate::schema::described;
use crate::{Any, Attributes, Global, Part, Pickle, Result, Source, Tuple, Unpickle, Writer};

/// Python's `functools.partial`: a callable and some of its arguments.
///
/// ```
/// use pickle_core::pystd::Partial;
/// use pickle_core::{Any, dumps, loads};
///
/// // Python: `partial(int, base=2)`
/// let mut binary = Partial::new("builtins", "int")?;
/// binary.keywords.insert("base", 2);
/// assert_eq!(loads::<Partial>(&dumps(&binary)?)?, binary);
/// # Ok::<(), pickle_core::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Partial {
    /// What is called; Python's `func`.
    pub function: Any,
    /// The first arguments; Python's `args`.
    pub args: Vec<Any>,
    /// The keyword arguments; Python's `keywords`.
    pub keywords: Attributes,
    /// The attributes of the partial itself; mostly none.
    pub attributes: Attributes,
}

pub(super) static CLASS: Class = Class {
    module: "functools",
    name: "partial",
    aliases: &[],
    layout: Layout::Custom,
    accepts: &[Layout::Call],
    fields: &[argument("func")],
    arguments: &[],
    keywords: &[],
    callable: None,
    state_setter: None,
    subclasses: &[],
};

impl Partial {
    /// A partial of a function or class by name, without arguments.
    ///
    /// # Errors
    ///
    /// When Python could not have such a name.
    pub fn new(module: &str, name: &str) -> Result<Partial> {
        Ok(Partial::of(Any::of(&Global::new(module, name))?))
    }

    fn of(function: Any) -> Partial {
        Partial { function, args: Vec::new(), keywords: Attributes::new(), attributes: Attributes::new() }
    }

    /// Takes the state: a tuple of the function, the arguments, the keywords and the attributes or `None`.
    fn read_state(source: &mut Source<'_, '_>) -> Result<Partial> {
        let mut parts = source.tuple_of(4)?;
        let mut partial = Partial::of(parts.item()?);
        partial.args = parts.item::<Tuple<Any>>()?.0;
        partial.keywords = parts.next_with(read_attributes)?.unwrap_or_default();
        partial.attributes = parts.next_with(read_optional_attributes)?.unwrap_or_default();
        Ok(partial)
    }

    fn write_state(&self, writer: &mut Writer<'_>) -> Result<()> {
        let mut state = writer.tuple(4)?;
        state.item(&self.function)?;
        state.item_with(|writer| {
            let mut args = writer.tuple(self.args.len())?;
            self.args.iter().try_for_each(|arg| args.item(arg))?;
            args.end()
        })?;
        state.item_with(|writer| write_attributes(writer, &self.keywords))?;
        state.item_with(|writer| match self.attributes.is_empty() {
            true => writer.none(),
            false => write_attributes(writer, &self.attributes),
        })?;
        state.end()
    }
}

impl Pickle for Partial {
    fn pickle(&self, writer: &mut Writer<'_>) -> Result<()> {
        let mut object = writer.reduce_object("functools", "partial", 1, |arguments| arguments.item(&self.function))?;
        object.state_with(|writer| self.write_state(writer))?;
        object.end()
    }

    fn as_any(&self) -> Option<&dyn std::any::Any> {
        Some(self)
    }
}

impl<'de> Unpickle<'de> for Partial {
    described!(Type::Standard(StandardClass::Partial));

    fn unpickle(source: &mut Source<'_, 'de>) -> Result<Self> {
        let mut partial = None;
        let mut object = source.object(&CLASS)?;
        while let Some(part) = object.next_part()? {
            match part {
                Part::Field(_) => partial = Some(Partial::of(object.value()?)),
                Part::State => partial = Some(object.value_with(Partial::read_state)?),
                _ => return Err(object.unexpected()),
            }
        }
        partial.ok_or_else(|| object.missing(0))
    }
}
