//! The state of an instance, in the form of its class's layout.

use crate::class::{Instance, Layout};
use crate::protocol::Protocol;
use crate::{Error, Result};

use super::super::classes::{KnownClass, Part};
use super::super::containers::Batches;
use super::super::object::StateOf;
use super::super::{Truth, Writer};
use super::{kept_attributes, set_fields};

impl Writer<'_> {
    /// Gives the object its state, if it has one.
    pub(super) fn write_state(
        &mut self,
        class: &KnownClass,
        instance: &dyn Instance,
        state: StateOf<'_>,
    ) -> Result<()> {
        match class.layout {
            Layout::Dict | Layout::Args | Layout::Call => self.write_dict_state(class, instance, state),
            Layout::Slots | Layout::DictSlots => self.write_slots_state(class, instance, state),
            Layout::List => self.write_list_state(class, instance, state),
            Layout::Tuple => self.write_tuple_state(class, instance, state),
            Layout::Attrs => self.write_attrs_state(class, instance, state),
            Layout::Custom => self.write_custom_state(instance, state),
            Layout::Pydantic1 | Layout::Pydantic2 | Layout::Pydantic2Root => {
                self.write_pydantic_state(class, instance, state)
            }
            Layout::MsgspecKwOnly => check_no_rest(class, instance),
            Layout::Global | Layout::Mapping => Ok(()),
        }
    }

    /// `{..}`, when there is anything in it.
    fn write_dict_state(&mut self, class: &KnownClass, instance: &dyn Instance, state: StateOf<'_>) -> Result<()> {
        let fields = set_fields(class, instance, Part::Dict);
        let rest = kept_attributes(instance);
        if rest.is_some() || !fields.is_empty() {
            self.open_state(state)?;
            self.write_new_dict(class, instance, &fields, rest)?;
            self.close_state(state);
        }
        Ok(())
    }

    /// `({..}, {..})` with None for an empty `__dict__`, or only the `__dict__` when no slot is set.
    fn write_slots_state(&mut self, class: &KnownClass, instance: &dyn Instance, state: StateOf<'_>) -> Result<()> {
        let slots = set_fields(class, instance, Part::Slots);
        if slots.is_empty() {
            return self.write_dict_state(class, instance, state);
        }
        let fields = set_fields(class, instance, Part::Dict);
        let rest = kept_attributes(instance);
        self.open_state(state)?;
        self.open_tuple(2);
        if rest.is_some() || !fields.is_empty() {
            self.write_new_dict(class, instance, &fields, rest)?;
        } else {
            self.none()?;
        }
        self.write_new_dict(class, instance, &slots, None)?;
        self.close_new_tuple(2)?;
        self.close_state(state);
        Ok(())
    }

    /// `[..]`
    fn write_list_state(&mut self, class: &KnownClass, instance: &dyn Instance, state: StateOf<'_>) -> Result<()> {
        let fields = positional_fields(class, instance)?;
        if self.leaves_out_state(fields.len()) {
            return Ok(());
        }
        let mut batches = Batches::of_container(fields.len(), self);
        self.open_state(state)?;
        self.open_new_list()?;
        for &index in fields {
            batches.before_item(self)?;
            self.write_field(class, instance, index)?;
            batches.after_item(self);
        }
        self.close_state(state);
        Ok(())
    }

    /// `(..)`
    fn write_tuple_state(&mut self, class: &KnownClass, instance: &dyn Instance, state: StateOf<'_>) -> Result<()> {
        let fields = positional_fields(class, instance)?;
        if self.leaves_out_state(fields.len()) {
            return Ok(());
        }
        self.open_state(state)?;
        self.open_tuple(fields.len());
        self.write_fields(class, instance, fields)?;
        self.close_new_tuple(fields.len())?;
        self.close_state(state);
        Ok(())
    }

    /// `{..}`, be it empty.
    fn write_attrs_state(&mut self, class: &KnownClass, instance: &dyn Instance, state: StateOf<'_>) -> Result<()> {
        check_no_rest(class, instance)?;
        let fields = set_fields(class, instance, Part::Dict);
        if self.leaves_out_state(fields.len()) {
            return Ok(());
        }
        self.open_state(state)?;
        self.write_new_dict(class, instance, &fields, None)?;
        self.close_state(state);
        Ok(())
    }

    /// Below protocol 2 `copyreg` leaves an empty state of a `__getstate__` out.
    fn leaves_out_state(&self, length: usize) -> bool {
        length == 0 && self.protocol() < Protocol::V2
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

/// The fields of a state without names: all that are in it, set or not.
fn positional_fields<'c>(class: &'c KnownClass, instance: &dyn Instance) -> Result<&'c [usize]> {
    check_no_rest(class, instance)?;
    Ok(class.part(Part::Dict))
}

/// Where there is no `__dict__`, Python would ignore further attributes, or take them for others.
fn check_no_rest(class: &KnownClass, instance: &dyn Instance) -> Result<()> {
    match kept_attributes(instance) {
        None => Ok(()),
        Some(_) => Err(Error::unpicklable(format!(
            "the {} object has attributes that no field is for, and its layout has no place for them",
            **class
        ))),
    }
}
