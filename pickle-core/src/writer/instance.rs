//! Instances of described classes: the one place where the layouts are lowered to each protocol.

use std::borrow::Cow;

use crate::class::{Class, Instance, Layout, Place};
use crate::opcode::Instruction;
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
    /// When a field cannot be pickled; when the value nests too deep; below protocol 2, for a class with `__slots__` and
    /// for one whose constructor alone takes some of the fields.
    pub fn instance(&mut self, class: &'static Class, instance: &dyn Instance) -> Result<()> {
        if class.layout == Layout::Global {
            return self.global(class.module, class.name);
        }
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
        if class.layout == Layout::Call || self.protocol() >= Protocol::V2 {
            self.write_contents(class, instance, object)?;
        }
        let state = StateOf { setter: class.state_setter, object };
        match class.layout {
            Layout::Custom => self.write_custom_state(instance, state)?,
            Layout::List => self.write_list_state(class, instance, state)?,
            Layout::Slots | Layout::DictSlots => self.write_slots_state(class, instance, state)?,
            Layout::Dict | Layout::Args | Layout::Call => self.write_dict_state(class, instance, state)?,
            Layout::Global => {}
        }
        self.end_compound(height, Truth::True)
    }

    /// Makes the object.
    fn write_construction(&mut self, class: &'static Class, instance: &dyn Instance) -> Result<()> {
        match class.layout {
            Layout::Call => self.write_call(class, instance),
            _ if self.protocol() < Protocol::V2 => self.write_reconstructor(class, instance),
            _ if class.keywords.is_empty() => self.write_new_object(class, instance),
            _ if self.protocol() < Protocol::V4 => self.write_partial(class, instance),
            _ => self.write_new_object_with_keywords(class, instance),
        }
    }

    /// The items and entries that the object itself holds.
    fn write_contents(&mut self, class: &'static Class, instance: &dyn Instance, object: ObjectAddress) -> Result<()> {
        let contents = class.fields.iter().enumerate().filter(|(_, field)| field.place.is_contents());
        for (index, _) in contents {
            instance.write_contents(index, &mut ObjectWriter::new(self, object))?;
        }
        Ok(())
    }

    /// `callable(*arguments)`.
    fn write_call(&mut self, class: &'static Class, instance: &dyn Instance) -> Result<()> {
        let (module, name) = class.callable.unwrap_or((class.module, class.name));
        self.global(module, name)?;
        self.write_arguments(class, instance)?;
        self.write(Instruction::Reduce);
        Ok(())
    }

    /// `copyreg._reconstructor(class, object, None)`, or the same with `tuple` and its items.
    fn write_reconstructor(&mut self, class: &'static Class, instance: &dyn Instance) -> Result<()> {
        check_old_protocol(class)?;
        if let Some((index, field)) = class.fields.iter().enumerate().find(|(_, field)| field.place.is_contents()) {
            return self.write_reconstructor_of_container(class, instance, index, field.place);
        }
        if class.layout != Layout::Args {
            return self.reconstruct_object(class.module, class.name);
        }
        self.global("copyreg", "_reconstructor")?;
        self.open_tuple(3);
        self.global(class.module, class.name)?;
        self.global("builtins", "tuple")?;
        self.write_arguments(class, instance)?;
        self.close_new_tuple(3)?;
        self.write(Instruction::Reduce);
        Ok(())
    }

    /// `copyreg._reconstructor(class, list, [..])`, or the same with `dict` and its entries.
    fn write_reconstructor_of_container(
        &mut self,
        class: &'static Class,
        instance: &dyn Instance,
        index: usize,
        place: Place,
    ) -> Result<()> {
        let base = if place == Place::Items { "list" } else { "dict" };
        self.global("copyreg", "_reconstructor")?;
        self.open_tuple(3);
        self.global(class.module, class.name)?;
        self.global("builtins", base)?;
        match place {
            Place::Items => self.open_list(),
            _ => self.open_dict(),
        }
        instance.write_contents(index, &mut ObjectWriter::new(self, ObjectAddress::default()))?;
        self.close_tuple(3);
        self.write(Instruction::Reduce);
        Ok(())
    }

    /// `class.__new__(class, *arguments)`.
    fn write_new_object(&mut self, class: &'static Class, instance: &dyn Instance) -> Result<()> {
        self.global(class.module, class.name)?;
        self.write_arguments(class, instance)?;
        self.write(Instruction::NewObj);
        Ok(())
    }

    /// `class.__new__(class, *arguments, **keywords)`.
    fn write_new_object_with_keywords(&mut self, class: &'static Class, instance: &dyn Instance) -> Result<()> {
        self.global(class.module, class.name)?;
        self.write_arguments(class, instance)?;
        self.write_keywords(class, instance)?;
        self.write(Instruction::NewObjEx);
        Ok(())
    }

    /// `functools.partial(class.__new__, class, *arguments, **keywords)()`, with the pickle of a `partial` written out.
    fn write_partial(&mut self, class: &'static Class, instance: &dyn Instance) -> Result<()> {
        let constructor = format!("{}.__new__", class.name);
        self.global("functools", "partial")?;
        self.open_tuple(1);
        self.global(class.module, &constructor)?;
        self.close_new_tuple(1)?;
        self.write(Instruction::Reduce);
        self.memoize_new()?;
        self.open_tuple(4);
        self.global(class.module, &constructor)?;
        let arguments = argument_fields(class);
        self.open_tuple(1 + arguments.len());
        self.global(class.module, class.name)?;
        self.write_fields(class, instance, &arguments)?;
        self.close_new_tuple(1 + arguments.len())?;
        self.write_keywords(class, instance)?;
        self.none()?;
        self.close_new_tuple(4)?;
        self.write(Instruction::Build);
        self.open_tuple(0);
        self.close_tuple(0);
        self.write(Instruction::Reduce);
        Ok(())
    }

    fn write_arguments(&mut self, class: &'static Class, instance: &dyn Instance) -> Result<()> {
        let arguments = argument_fields(class);
        self.open_tuple(arguments.len());
        self.write_fields(class, instance, &arguments)?;
        self.close_new_tuple(arguments.len())
    }

    fn write_fields(&mut self, class: &'static Class, instance: &dyn Instance, fields: &[usize]) -> Result<()> {
        fields.iter().try_for_each(|&index| self.write_field(class, instance, index))
    }

    fn write_keywords(&mut self, class: &'static Class, instance: &dyn Instance) -> Result<()> {
        self.write_entries(class, instance, class.keywords.iter().copied(), None)
    }

    /// Writes one field, and its path into an error.
    fn write_field(&mut self, class: &'static Class, instance: &dyn Instance, index: usize) -> Result<()> {
        let height = self.height;
        let name = class.fields.get(index).map_or("?", |field| field.name);
        instance.write_field(index, self).map_err(|error| error.at_attribute(name))?;
        self.check_one_value_since(height).map_err(|error| error.at_attribute(name))
    }

    /// Writes the dict of some fields and of the attributes that no field is for.
    fn write_entries(
        &mut self,
        class: &'static Class,
        instance: &dyn Instance,
        fields: impl Iterator<Item = usize> + Clone,
        rest: Option<&Attributes>,
    ) -> Result<()> {
        self.open_new_dict()?;
        let length = fields.clone().count() + rest.map_or(0, Attributes::len);
        let mut batches = Batches::of_container(length, self);
        for index in fields {
            batches.before_item(self)?;
            self.interned_str(class.fields.get(index).map_or("?", |field| field.name))?;
            self.write_field(class, instance, index)?;
            batches.after_entry(self);
        }
        for (name, value) in rest.into_iter().flat_map(Attributes::iter) {
            batches.before_item(self)?;
            self.interned_str(name)?;
            self.value(value).map_err(|error| error.at_attribute(name.to_owned()))?;
            batches.after_entry(self);
        }
        batches.check_complete()
    }

    /// `{..}`, when there is anything in it.
    fn write_dict_state(&mut self, class: &'static Class, instance: &dyn Instance, state: StateOf<'_>) -> Result<()> {
        let fields = state_fields(class, instance, Part::Dict);
        let rest = kept_attributes(instance);
        if rest.is_some() || fields.clone().next().is_some() {
            self.open_state(state)?;
            self.write_entries(class, instance, fields, rest)?;
            self.close_state(state);
        }
        Ok(())
    }

    /// `({..}, {..})` with None for an empty `__dict__`, or only the `__dict__` when no slot is set.
    fn write_slots_state(&mut self, class: &'static Class, instance: &dyn Instance, state: StateOf<'_>) -> Result<()> {
        let slots = state_fields(class, instance, Part::Slots);
        if slots.clone().next().is_none() {
            return self.write_dict_state(class, instance, state);
        }
        let fields = state_fields(class, instance, Part::Dict);
        let rest = kept_attributes(instance);
        self.open_state(state)?;
        self.open_tuple(2);
        if rest.is_some() || fields.clone().next().is_some() {
            self.write_entries(class, instance, fields, rest)?;
        } else {
            self.none()?;
        }
        self.write_entries(class, instance, slots, None)?;
        self.close_new_tuple(2)?;
        self.close_state(state);
        Ok(())
    }

    /// `[..]`; below protocol 2 `copyreg` leaves an empty one out.
    fn write_list_state(&mut self, class: &'static Class, instance: &dyn Instance, state: StateOf<'_>) -> Result<()> {
        if kept_attributes(instance).is_some() {
            return Err(Error::unpicklable(format!(
                "the {class} object has attributes that no field is for, and its list of fields has no room for them"
            )));
        }
        let fields = (0..class.fields.len()).filter(|&index| is_in_part(class, index, Part::Dict));
        let mut batches = Batches::of_container(fields.clone().count(), self);
        if batches.len == 0 && self.protocol() < Protocol::V2 {
            return Ok(());
        }
        self.open_state(state)?;
        self.open_new_list()?;
        for index in fields {
            batches.before_item(self)?;
            self.write_field(class, instance, index)?;
            batches.after_item(self);
        }
        self.close_state(state);
        Ok(())
    }

    /// Whatever the Rust side's `__getstate__` gives; None means that there is no state, and below protocol 2 so does
    /// every value that is false.
    fn write_custom_state(&mut self, instance: &dyn Instance, state: StateOf<'_>) -> Result<()> {
        let start = self.mark_here();
        self.open_state(state)?;
        let height = self.height;
        instance.write_state(self)?;
        self.check_one_value_since(height)?;
        match self.last {
            Truth::None => self.rewind(start),
            Truth::False if self.protocol() < Protocol::V2 => self.rewind(start),
            _ => self.close_state(state),
        }
        Ok(())
    }
}

/// The two dicts of a state.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Dict,
    Slots,
}

/// Whether a field stands in this part of the state.
fn is_in_part(class: &Class, index: usize, part: Part) -> bool {
    let place = match class.fields.get(index) {
        Some(field) => field.place,
        None => return false,
    };
    match class.layout {
        _ if place == Place::Argument || place.is_contents() => false,
        // All of a call's arguments are only that.
        Layout::Args | Layout::Call if argument_fields(class).contains(&index) => false,
        Layout::Slots => part == Part::Slots,
        Layout::DictSlots => (part == Part::Slots) == (place == Place::Slot),
        _ => part == Part::Dict,
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

/// The fields that the constructor or callable takes by position. For a call without a list of them they are the fields
/// that can be nothing else.
fn argument_fields(class: &Class) -> Cow<'_, [usize]> {
    let all = 0..class.fields.len();
    match class.layout {
        Layout::Args if class.arguments.is_empty() => all.collect(),
        Layout::Call if class.arguments.is_empty() => {
            all.filter(|&index| class.fields[index].place == Place::Argument).collect()
        }
        _ => Cow::Borrowed(class.arguments),
    }
}

/// The attributes that no field is for, when there are any.
fn kept_attributes(instance: &dyn Instance) -> Option<&Attributes> {
    instance.rest().filter(|rest| !rest.is_empty())
}

/// What CPython refuses below protocol 2, and what would be lost there.
fn check_old_protocol(class: &'static Class) -> Result<()> {
    // Python minds a `__slots__` that is not empty.
    if matches!(class.layout, Layout::Slots | Layout::DictSlots) && !class.fields.is_empty() {
        return Err(Error::unpicklable(format!("{class} has __slots__; use protocol 2 or higher")));
    }
    let is_argument = |index: &usize| class.layout == Layout::Args && argument_fields(class).contains(index);
    let lost =
        class.fields.iter().enumerate().find(|(index, field)| field.place == Place::Argument && !is_argument(index));
    match lost {
        Some((_, field)) => Err(Error::unpicklable(format!(
            "{class} takes '{}' in its constructor only, where it would be lost; use protocol 2 or higher",
            field.name
        ))),
        None => Ok(()),
    }
}
