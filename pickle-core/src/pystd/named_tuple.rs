//! `NamedTuple`: a named tuple of a Python class that no Rust type stands for.

use super::dynamic::{end_with_attributes, object_of_any_class, read_arguments, read_effects};
use crate::object::Making;
use crate::{Any, Attributes, Global, Pickle, Result, Source, Unpickle, Writer};

/// A named tuple, of whichever class: its items, whose names only the class knows.
///
/// Any object that is made by `__new__` without keywords loads as one, as the pickle does not tell which classes are
/// tuples; Python takes back only those that are. A struct with `#[pickle(layout = "args")]` is a named tuple of a
/// known class.
///
/// ```
/// use pickle_core::pystd::NamedTuple;
/// use pickle_core::{Any, Global, dumps, loads};
///
/// // Python: `Point(1, 2)`, where `Point = namedtuple('Point', 'x y')`
/// let point = NamedTuple::new(Global::new("plot", "Point"), vec![Any::from(1), Any::from(2)]);
/// assert_eq!(loads::<NamedTuple>(&dumps(&point)?)?, point);
/// # Ok::<(), pickle_core::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct NamedTuple {
    /// The class.
    pub class: Global<'static>,
    /// The items.
    pub items: Vec<Any>,
    /// The attributes that instances of a subclass can have besides; mostly none.
    pub attributes: Attributes,
}

impl NamedTuple {
    /// A named tuple of these items.
    pub fn new(class: Global<'static>, items: Vec<Any>) -> NamedTuple {
        NamedTuple { class, items, attributes: Attributes::new() }
    }
}

impl Pickle for NamedTuple {
    fn pickle(&self, writer: &mut Writer<'_>) -> Result<()> {
        let Global { module, name } = &self.class;
        let object = writer.new_tuple(module, name, self.items.len(), |items| {
            self.items.iter().try_for_each(|item| items.item(item))
        })?;
        end_with_attributes(object, &self.attributes)
    }

    fn as_any(&self) -> Option<&dyn std::any::Any> {
        Some(self)
    }
}

impl<'de> Unpickle<'de> for NamedTuple {
    fn unpickle(source: &mut Source<'_, 'de>) -> Result<Self> {
        if source.is_stream() {
            return source.in_graph(NamedTuple::unpickle);
        }
        let (class, view) = object_of_any_class(source, Making::New, "a named tuple")?;
        let items = read_arguments(source, view.arguments)?;
        Ok(NamedTuple { class, items, attributes: read_effects(source, view.effects)? })
    }
}
