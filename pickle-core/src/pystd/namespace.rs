//! `SimpleNamespace`: Python's `types.SimpleNamespace`.

use std::ops::{Deref, DerefMut};

use super::call::call_class;
use super::dynamic::write_attributes;
use crate::class::Class;
use crate::schema::described;
use crate::{Any, Attributes, Part, Pickle, Result, Source, Unpickle, Writer};

/// Python's `types.SimpleNamespace`: attributes and nothing else.
///
/// ```
/// use pickle_core::pystd::SimpleNamespace;
/// use pickle_core::{dumps, loads};
///
/// let mut options = SimpleNamespace::default();
/// options.insert("verbose", true);
/// assert_eq!(loads::<SimpleNamespace>(&dumps(&options)?)?, options);
/// # Ok::<(), pickle_core::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SimpleNamespace(pub Attributes);

pub(super) static CLASS: Class = call_class("types", "SimpleNamespace", &[]);

impl Deref for SimpleNamespace {
    type Target = Attributes;

    fn deref(&self) -> &Attributes {
        &self.0
    }
}

impl DerefMut for SimpleNamespace {
    fn deref_mut(&mut self) -> &mut Attributes {
        &mut self.0
    }
}

impl Pickle for SimpleNamespace {
    fn pickle(&self, writer: &mut Writer<'_>) -> Result<()> {
        let mut object = writer.reduce_object("types", "SimpleNamespace", 0, |_| Ok(()))?;
        object.state_with(|writer| write_attributes(writer, &self.0))?;
        object.end()
    }

    fn as_any(&self) -> Option<&dyn std::any::Any> {
        Some(self)
    }
}

impl<'de> Unpickle<'de> for SimpleNamespace {
    described!(Type::Standard(StandardClass::SimpleNamespace));

    fn unpickle(source: &mut Source<'_, 'de>) -> Result<Self> {
        let mut attributes = Attributes::new();
        let mut object = source.object(&CLASS)?;
        while let Some(part) = object.next_part()? {
            match part {
                Part::Unknown => {
                    let (name, value) = object.unknown_attribute::<Any>()?;
                    attributes.insert(name, value);
                }
                _ => return Err(object.unexpected()),
            }
        }
        Ok(SimpleNamespace(attributes))
    }
}
