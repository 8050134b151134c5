//! What the values have in common whose Python class is part of the data: a class by name, arguments, attributes.

use crate::graph::{Effect, NodeId};
use crate::object::{Making, ObjectView};
use crate::{Any, Attributes, Error, Global, ObjectWriter, Result, Source, Writer};

/// Takes an object that is made in this way from a class that has a name: the name, and what it is made of.
pub(super) fn object_of_any_class<'s>(
    source: &mut Source<'s, '_>,
    making: Making,
    expected: &'static str,
) -> Result<(Global<'static>, ObjectView<'s>)> {
    let (graph, id) = source.position();
    let view = graph.object_view(id).filter(|view| view.making == making && view.keywords.is_empty());
    let class = view.as_ref().and_then(|view| graph.class_ref(view.class)).map(Global::from);
    let (Some(view), Some(class)) = (view, class) else { return Err(source.mismatch(expected)) };
    source.charge_bytes(class.data_len())?;
    Ok((class, view))
}

/// Takes arguments, each as a value of its own.
pub(super) fn read_arguments(source: &mut Source<'_, '_>, arguments: &[NodeId]) -> Result<Vec<Any>> {
    let each = arguments.iter().enumerate();
    each.map(|(index, &argument)| source.part(argument, Source::any).map_err(|error| error.at_index(index))).collect()
}

/// Takes the attributes that an object's state sets, of which there may be none.
pub(super) fn read_effects(source: &mut Source<'_, '_>, effects: &[Effect]) -> Result<Attributes> {
    let mut attributes = Attributes::new();
    for effect in effects {
        let Effect::Build(state) = effect else {
            return Err(Error::mismatch("an object with attributes only", "one with items, entries or a state setter")
                .at_offset(source.offset()));
        };
        attributes.0.extend(source.part(*state, read_optional_attributes)?.0);
    }
    Ok(attributes)
}

pub(super) fn read_optional_attributes(source: &mut Source<'_, '_>) -> Result<Attributes> {
    if source.take_none()? { Ok(Attributes::new()) } else { read_attributes(source) }
}

/// Takes a dict whose keys are names.
pub(super) fn read_attributes(source: &mut Source<'_, '_>) -> Result<Attributes> {
    let mut attributes = Attributes::new();
    let mut entries = source.dict()?;
    while let Some((name, value)) = entries.next::<String, Any>()? {
        attributes.insert(name, value);
    }
    Ok(attributes)
}

pub(super) fn write_attributes(writer: &mut Writer<'_>, attributes: &Attributes) -> Result<()> {
    let mut dict = writer.dict(attributes.len())?;
    for (name, value) in attributes.iter() {
        dict.entry(name, value)?;
    }
    dict.end()
}

/// Gives the object these attributes and ends it; without any it gets no state, as in Python.
pub(super) fn end_with_attributes(mut object: ObjectWriter<'_, '_>, attributes: &Attributes) -> Result<()> {
    if !attributes.is_empty() {
        object.state_with(|writer| write_attributes(writer, attributes))?;
    }
    object.end()
}
