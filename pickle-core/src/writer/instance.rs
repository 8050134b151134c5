//! Instances of described classes: the one place where the layouts are lowered to each protocol.

mod construction;
mod pydantic;
mod state;

use std::borrow::Cow;

use crate::class::{Class, Instance, Layout, Place};
use crate::protocol::Protocol;
use crate::{Attributes, Error, Result};

use super::classes::{KnownClass, Part};
use super::containers::Batches;
use super::object::{ObjectAddress, ObjectWriter, StateOf};
use super::{Made, Truth, Writer};

impl Writer<'_> {
    /// Writes an instance of a Python class: what `#[derive(Pickle)]` calls.
    ///
    /// The object is made and given its state as CPython does for the class's layout at this protocol.
    ///
    /// # Errors
    ///
    /// When a field cannot be pickled; when the value nests too deep; below protocol 2, for a class without a
    /// `__reduce__` that has `__slots__` or whose constructor alone takes some of the fields.
    pub fn instance(&mut self, class: &'static Class, instance: &dyn Instance) -> Result<()> {
        let class = self.know_class(class);
        match self.opens_as_before(&class, instance) {
            true => self.write_opened_object(&class, instance),
            false => self.write_instance(&class, instance),
        }
    }

    #[inline(never)]
    pub(super) fn write_instance(&mut self, class: &KnownClass, instance: &dyn Instance) -> Result<()> {
        match class.layout {
            Layout::Global => self.global(class.module, class.name),
            Layout::Mapping => self.write_mapping(class, instance),
            _ if self.is_straight_object(class, instance) => self.write_straight_object(class, instance),
            _ => self.write_object(class, instance),
        }
    }

    fn write_object(&mut self, class: &KnownClass, instance: &dyn Instance) -> Result<()> {
        let height = self.height;
        let identity = self.take_identity();
        let object = identity.object();
        self.begin_value();
        self.enter()?;
        self.write_construction(class, instance)?;
        if self.memoize_object(identity)? == Made::Before {
            return self.end_compound(height, Truth::True);
        }
        let object = self.stored_object(object);
        if class.has_reduce() || self.protocol() >= Protocol::V2 {
            self.write_contents(class, instance, object)?;
        }
        self.write_state(class, instance, StateOf { setter: class.state_setter, object })?;
        self.end_compound(height, Truth::True)
    }

    /// A dict instead of an object.
    fn write_mapping(&mut self, class: &KnownClass, instance: &dyn Instance) -> Result<()> {
        let height = self.height;
        let identity = self.take_identity();
        self.begin_value();
        self.enter()?;
        self.open_dict();
        self.memoize_identity(identity)?;
        let fields = set_fields(class, instance, Part::Dict);
        let length = self.write_entries(class, instance, &fields, instance.rest())?;
        self.end_compound(height, Truth::of(length > 0))
    }

    /// The items and entries that the object itself holds.
    fn write_contents(&mut self, class: &KnownClass, instance: &dyn Instance, object: ObjectAddress) -> Result<()> {
        let mut contents = class.contents().iter();
        contents.try_for_each(|&index| instance.write_contents(index, &mut ObjectWriter::new(self, object)))
    }

    fn write_fields(&mut self, class: &KnownClass, instance: &dyn Instance, fields: &[usize]) -> Result<()> {
        fields.iter().try_for_each(|&index| self.write_field(class, instance, index))
    }

    /// Writes one field, and its path into an error.
    #[inline]
    fn write_field(&mut self, class: &KnownClass, instance: &dyn Instance, index: usize) -> Result<()> {
        let height = self.height;
        let written = instance.write_field(index, self).and_then(|()| self.check_one_value_since(height));
        written.map_err(|error| error.at_attribute(class.name_of(index)))
    }

    /// Writes a new dict of some fields and of the attributes that no field is for.
    fn write_new_dict(
        &mut self,
        class: &KnownClass,
        instance: &dyn Instance,
        fields: &[usize],
        rest: Option<&Attributes>,
    ) -> Result<()> {
        self.open_new_dict()?;
        self.write_entries(class, instance, fields, rest).map(drop)
    }

    /// Writes the entries of a dict that was opened, and gives their number.
    fn write_entries(
        &mut self,
        class: &KnownClass,
        instance: &dyn Instance,
        fields: &[usize],
        rest: Option<&Attributes>,
    ) -> Result<usize> {
        let length = fields.len() + rest.map_or(0, Attributes::len);
        let mut batches = Batches::of_container(length, self);
        while batches.written < fields.len() {
            let batch = batches.begin_entries(fields, self)?;
            for &index in batch {
                self.field_name(class, index)?;
                self.write_field(class, instance, index)?;
            }
            batches.after_entries(batch.len(), self);
        }
        for (name, value) in rest.into_iter().flat_map(Attributes::iter) {
            check_no_field(class, name)?;
            batches.before_item(self)?;
            self.interned_str(name)?;
            self.value(value).map_err(|error| error.at_attribute(name.to_owned()))?;
            batches.after_entry(self);
        }
        batches.check_complete()?;
        Ok(length)
    }
}

/// The fields of a part of the state that are set.
fn set_fields<'c>(class: &'c KnownClass, instance: &dyn Instance, part: Part) -> Cow<'c, [usize]> {
    let fields = class.part(part);
    match instance.has_fields(class.fields.len()) {
        true => Cow::Borrowed(fields),
        false => fields.iter().copied().filter(|&index| instance.has_field(index)).collect(),
    }
}

/// Of two entries with one name, the second would take the place of the field's. A private attribute stands elsewhere.
fn check_no_field(class: &KnownClass, name: &str) -> Result<()> {
    match class.position(name).and_then(|position| class.fields.get(position)) {
        Some(field) if field.place != Place::Private => Err(Error::unpicklable(format!(
            "the {} object keeps '{name}' as an attribute that no field is for, but the field '{}' is for it",
            **class, field.name
        ))
        .at_attribute(name.to_owned())),
        _ => Ok(()),
    }
}

/// The attributes that no field is for, when there are any.
fn kept_attributes(instance: &dyn Instance) -> Option<&Attributes> {
    instance.rest().filter(|rest| !rest.is_empty())
}
