//! What the standard classes share: a class that a pickle makes by a call, its arguments, and ranges of numbers.

use std::ops::RangeInclusive;

use crate::class::{Class, Field, Layout, Place};
use crate::error::Count;
use crate::{Error, Int, ObjectReader, Part, Result, Source};

/// The description of a class that is called with these arguments.
pub(crate) const fn call_class(module: &'static str, name: &'static str, fields: &'static [Field]) -> Class {
    Class {
        module,
        name,
        aliases: &[],
        layout: Layout::Call,
        accepts: &[],
        fields,
        arguments: &[],
        keywords: &[],
        callable: None,
        state_setter: None,
        subclasses: &[],
    }
}

/// The description of a class whose instances are made by a call of something else.
pub(super) const fn called_class(
    module: &'static str,
    name: &'static str,
    callable: (&'static str, &'static str),
    fields: &'static [Field],
) -> Class {
    Class { callable: Some(callable), ..call_class(module, name, fields) }
}

pub(crate) const fn argument(name: &'static str) -> Field {
    Field { name, aliases: &[], place: Place::Argument }
}

/// What the object itself holds, for a place of items or entries.
pub(super) const fn held(place: Place) -> Field {
    Field { name: "", aliases: &[], place }
}

/// Takes a call of the class: its arguments, each of them as `load` takes it.
pub(super) fn call_arguments<'s, 'de, T>(
    source: &mut Source<'s, 'de>,
    class: &'static Class,
    load: impl Fn(&mut Source<'s, 'de>) -> Result<T>,
) -> Result<Vec<T>> {
    let mut arguments = Vec::new();
    let mut object = source.object(class)?;
    while let Some(part) = object.next_part()? {
        match part {
            Part::Field(position) if position == arguments.len() => arguments.push(argument_of(&mut object, &load)?),
            Part::Unknown => return Err(object.unknown()),
            _ => return Err(object.unexpected()),
        }
    }
    Ok(arguments)
}

/// Takes the tuple of such arguments, for a subclass.
pub(super) fn tuple_arguments<'s, 'de, T>(
    source: &mut Source<'s, 'de>,
    class: &'static Class,
    load: impl Fn(&mut Source<'s, 'de>) -> Result<T>,
) -> Result<Vec<T>> {
    let offset = source.offset();
    let mut arguments = Vec::new();
    let mut items = source.tuple()?;
    while let Some(argument) = items.next_with(&load)? {
        arguments.push(argument);
    }
    if arguments.len() > class.fields.len() {
        let expected = format!("up to {} of {class}", Count(class.fields.len() as u64, "argument"));
        return Err(Error::mismatch(expected, Count(arguments.len() as u64, "argument").to_string()).at_offset(offset));
    }
    Ok(arguments)
}

/// Takes the argument that comes next. Arguments are no attributes: the path of their errors ends at the object.
pub(super) fn argument_of<'s, 'de, T>(
    object: &mut ObjectReader<'_, 's, 'de>,
    load: impl FnOnce(&mut Source<'s, 'de>) -> Result<T>,
) -> Result<T> {
    object.value_with(|at| Ok(load(at)))?
}

/// One number of a `target`, such as the month of a `Date`.
#[inline]
pub(super) fn in_range<T: TryFrom<i64>>(
    target: &'static str,
    part: &str,
    value: i64,
    range: RangeInclusive<i64>,
) -> Result<T> {
    match T::try_from(value) {
        Ok(number) if range.contains(&value) => Ok(number),
        _ => Err(not_in_range(target, part, value, range)),
    }
}

#[cold]
fn not_in_range(target: &'static str, part: &str, value: i64, range: RangeInclusive<i64>) -> Error {
    let (first, last) = range.into_inner();
    Error::out_of_range(target, format!("{part} {value} is not in {first} to {last}"))
}

/// Numbers as bytes, so that different ones differ: what [`Writer::immutable`](crate::Writer::immutable) asks for.
pub(super) fn content_of(numbers: &[&Int]) -> Vec<u8> {
    let mut content = Vec::new();
    for number in numbers {
        let bytes = number.to_signed_bytes_le();
        content.extend(bytes.len().to_le_bytes());
        content.extend(bytes);
    }
    content
}
