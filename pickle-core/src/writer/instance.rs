//! Instances of described classes: the one place where the layouts are lowered to each protocol.

mod construction;
mod pydantic;
mod state;

use crate::class::{Class, Instance, Layout, Place};
use crate::protocol::Protocol;
use crate::{Attributes, Error, Result};

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
        match class.layout {
            Layout::Global => self.global(class.module, class.name),
            Layout::Mapping => self.write_mapping(class, instance),
            _ => self.write_object(class, instance),
        }
    }

    fn write_object(&mut self, class: &'static Class, instance: &dyn Instance) -> Result<()> {
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
    fn write_mapping(&mut self, class: &'static Class, instance: &dyn Instance) -> Result<()> {
        let height = self.height;
        let identity = self.take_identity();
        self.begin_value();
        self.enter()?;
        self.open_dict();
        self.memoize_identity(identity)?;
        let length = self.write_entries(class, instance, state_fields(class, instance, Part::Dict), instance.rest())?;
        self.end_compound(height, Truth::of(length > 0))
    }

    /// The items and entries that the object itself holds.
    fn write_contents(&mut self, class: &'static Class, instance: &dyn Instance, object: ObjectAddress) -> Result<()> {
        let contents = class.fields.iter().enumerate().filter(|(_, field)| field.place.is_contents());
        for (index, _) in contents {
            instance.write_contents(index, &mut ObjectWriter::new(self, object))?;
        }
        Ok(())
    }

    fn write_fields(&mut self, class: &'static Class, instance: &dyn Instance, fields: &[usize]) -> Result<()> {
        fields.iter().try_for_each(|&index| self.write_field(class, instance, index))
    }

    /// Writes one field, and its path into an error.
    fn write_field(&mut self, class: &'static Class, instance: &dyn Instance, index: usize) -> Result<()> {
        let height = self.height;
        let name = class.fields.get(index).map_or("?", |field| field.name);
        instance.write_field(index, self).map_err(|error| error.at_attribute(name))?;
        self.check_one_value_since(height).map_err(|error| error.at_attribute(name))
    }

    /// Writes a new dict of some fields and of the attributes that no field is for.
    fn write_new_dict(
        &mut self,
        class: &'static Class,
        instance: &dyn Instance,
        fields: impl Iterator<Item = usize> + Clone,
        rest: Option<&Attributes>,
    ) -> Result<()> {
        self.open_new_dict()?;
        self.write_entries(class, instance, fields, rest).map(drop)
    }

    /// Writes the entries of a dict that was opened, and gives their number.
    fn write_entries(
        &mut self,
        class: &'static Class,
        instance: &dyn Instance,
        fields: impl Iterator<Item = usize> + Clone,
        rest: Option<&Attributes>,
    ) -> Result<usize> {
        let length = fields.clone().count() + rest.map_or(0, Attributes::len);
        let mut batches = Batches::of_container(length, self);
        for index in fields {
            batches.before_item(self)?;
            self.interned_str(class.fields.get(index).map_or("?", |field| field.name))?;
            self.write_field(class, instance, index)?;
            batches.after_entry(self);
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

/// The dicts that attributes stand in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Dict,
    Slots,
    /// Of a pydantic model.
    Private,
}

/// Whether a field stands in this part of the state.
fn is_in_part(class: &Class, index: usize, part: Part) -> bool {
    let Some(field) = class.fields.get(index) else { return false };
    match (field.place, class.layout) {
        // All of a call's arguments are only that.
        (Place::State, Layout::Args | Layout::Call) if class.arguments.contains(&index) => false,
        (Place::State | Place::Slot, Layout::Slots) => part == Part::Slots,
        (Place::Slot, Layout::DictSlots) => part == Part::Slots,
        (Place::State | Place::Slot, _) => part == Part::Dict,
        (Place::Private, _) => part == Part::Private,
        _ => false,
    }
}

/// The fields that are set and stand in this part of the state.
fn state_fields<'c>(
    class: &'c Class,
    instance: &'c dyn Instance,
    part: Part,
) -> impl Iterator<Item = usize> + Clone + use<'c> {
    (0..class.fields.len()).filter(move |&index| is_in_part(class, index, part) && instance.has_field(index))
}

/// Of two entries with one name, the second would take the place of the field's. A private attribute stands elsewhere.
fn check_no_field(class: &Class, name: &str) -> Result<()> {
    match class.position(name).and_then(|position| class.fields.get(position)) {
        Some(field) if field.place != Place::Private => Err(Error::unpicklable(format!(
            "the {class} object keeps '{name}' as an attribute that no field is for, but the field '{}' is for it",
            field.name
        ))
        .at_attribute(name.to_owned())),
        _ => Ok(()),
    }
}

/// The attributes that no field is for, when there are any.
fn kept_attributes(instance: &dyn Instance) -> Option<&Attributes> {
    instance.rest().filter(|rest| !rest.is_empty())
}
